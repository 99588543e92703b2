//! A list in pages.

use crate::{
    bot::{dialogue::PAGE, screen::Button},
    t,
};

/// A list shows so many at a time.
pub const PER_PAGE: usize = 6;

/// One page of a list: what stands on it, and the leaves before and after.
pub struct Page<'a, T> {
    /// What stands on it.
    pub items: &'a [T],
    /// The number of the page before.
    pub before: Option<usize>,
    /// The number of the page after.
    pub after: Option<usize>,
}

impl<'a, T> Page<'a, T> {
    /// The page `number` (from 0) of a list; the last one if there are fewer.
    pub fn of(list: &'a [T], number: usize) -> Self {
        let last = list.len().saturating_sub(1) / PER_PAGE;
        let number = number.min(last);
        let from = number * PER_PAGE;
        Self {
            items: &list[from..list.len().min(from + PER_PAGE)],
            before: number.checked_sub(1),
            after: (number < last).then_some(number + 1),
        }
    }

    /// The leaves of a form's list.
    pub fn leaves(&self) -> Vec<Button> {
        let before = self.before.map(|page| Button::choice(t!("list-before"), format!("{PAGE}{page}")));
        let after = self.after.map(|page| Button::choice(t!("list-after"), format!("{PAGE}{page}")));
        before.into_iter().chain(after).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_leafed_without_losing_anything() {
        let list: Vec<usize> = (0..14).collect();
        let first = Page::of(&list, 0);
        assert_eq!((first.items.len(), first.before, first.after), (6, None, Some(1)));
        let last = Page::of(&list, 9);
        assert_eq!((last.items, last.before, last.after), (&list[12..], Some(1), None));
        assert_eq!(Page::<usize>::of(&[], 0).items.len(), 0);
    }
}
