//! The Russian tax number: 10 digits of an organisation or 12 of an entrepreneur, with check digits.

/// Whether `digits` is a tax number whose check digits are right.
pub fn is_valid(digits: &str) -> bool {
    let numbers: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    if numbers.len() != digits.len() {
        return false;
    }
    let check = |weights: &[u32]| weights.iter().zip(&numbers).map(|(weight, n)| weight * n).sum::<u32>() % 11 % 10;
    match numbers.len() {
        10 => check(&[2, 4, 10, 3, 5, 9, 4, 6, 8]) == numbers[9],
        12 => {
            check(&[7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == numbers[10]
                && check(&[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) == numbers[11]
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_tell_slips_apart() {
        assert!(is_valid("7707083893"));
        assert!(is_valid("500100732259"));
        for wrong in ["7707083894", "500100732258", "770708389", "77070838938", "770708389x", ""] {
            assert!(!is_valid(wrong), "{wrong}");
        }
    }
}
