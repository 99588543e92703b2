//! Sheets of A4: text, rules and a QR code at their places, in points from the upper left corner; then a PDF file.

use crate::{fonts, paykit::qr::Matrix};
use chrono::{Datelike, NaiveDate};
use krilla::{
    Document, SerializeSettings,
    color::luma,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    page::PageSettings,
    paint::Fill,
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use skrifa::{
    FontRef, MetadataProvider, charmap::Charmap, instance::LocationRef, instance::Size, metrics::GlyphMetrics,
};
use std::sync::LazyLock;

/// Points of a sheet's width and height: 210 by 297 mm.
pub const WIDTH: f32 = 595.0;
pub const HEIGHT: f32 = 842.0;

/// How letters look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Points.
    pub size: f32,
    /// Heavy.
    pub bold: bool,
}

impl Style {
    /// So many points, not heavy.
    pub const fn plain(size: f32) -> Self {
        Self { size, bold: false }
    }

    /// So many points, heavy.
    pub const fn bold(size: f32) -> Self {
        Self { size, bold: true }
    }
}

/// A typeface with what is needed to set lines of it.
struct Face {
    font: Font,
    glyphs: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    units: f32,
}

static PLAIN: LazyLock<Face> = LazyLock::new(|| face(fonts::PLAIN));
static BOLD: LazyLock<Face> = LazyLock::new(|| face(fonts::BOLD));

fn face(file: &'static [u8]) -> Face {
    let font = Font::new(file.into(), 0).expect("the font is a part of the program");
    let read = FontRef::new(file).expect("the font is a part of the program");
    let widths = read.glyph_metrics(Size::unscaled(), LocationRef::default());
    Face { units: font.units_per_em(), font, glyphs: read.charmap(), widths }
}

impl Style {
    fn face(self) -> &'static Face {
        if self.bold { &BOLD } else { &PLAIN }
    }

    /// The glyphs of a line; what the typeface lacks is a question mark.
    fn glyphs(self, line: &str) -> Vec<KrillaGlyph> {
        let face = self.face();
        let glyph = |(at, c): (usize, char)| {
            let id = face.glyphs.map(c).or_else(|| face.glyphs.map('?')).unwrap_or_default();
            let advance = face.widths.advance_width(id).unwrap_or_default() / face.units;
            let range = at..at + c.len_utf8();
            KrillaGlyph::new(GlyphId::new(id.to_u32()), advance, 0.0, 0.0, 0.0, range, None)
        };
        line.char_indices().map(glyph).collect()
    }

    /// The width of a line in points.
    pub fn width(self, line: &str) -> f32 {
        self.glyphs(line).iter().map(|glyph| glyph.x_advance).sum::<f32>() * self.size
    }

    /// The lines of a text no wider than `width`: broken at spaces, and a word that is wider anywhere.
    pub fn lines(self, text: &str, width: f32) -> Vec<String> {
        let mut lines = vec![String::new()];
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let mut line = lines.pop().unwrap_or_default();
            if !line.is_empty() && self.width(&format!("{line} {word}")) > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for c in word.chars() {
                line.push(c);
                if line.chars().count() > 1 && self.width(&line) > width {
                    line.pop();
                    lines.push(std::mem::replace(&mut line, c.to_string()));
                }
            }
            lines.push(line);
        }
        lines
    }
}

/// Something at its place on a sheet.
enum Mark {
    Text { x: f32, base: f32, style: Style, line: String },
    Bar { x: f32, y: f32, width: f32, height: f32 },
    Code { x: f32, y: f32, side: f32, code: Matrix },
}

/// Sheets being filled.
pub struct Sheets(Vec<Vec<Mark>>);

impl Sheets {
    /// One empty sheet.
    pub fn new() -> Self {
        Self(vec![Vec::new()])
    }

    /// One more.
    pub fn turn(&mut self) {
        self.0.push(Vec::new());
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    fn put(&mut self, mark: Mark) {
        if let Some(sheet) = self.0.last_mut() {
            sheet.push(mark);
        }
    }

    /// A line of text that begins at `x`; its base is at `base`.
    pub fn text(&mut self, x: f32, base: f32, style: Style, line: &str) {
        self.put(Mark::Text { x, base, style, line: line.to_owned() });
    }

    /// A line of text that ends at `x`.
    pub fn text_to(&mut self, x: f32, base: f32, style: Style, line: &str) {
        self.text(x - style.width(line), base, style, line);
    }

    /// A line of text with its middle at `x`.
    pub fn text_around(&mut self, x: f32, base: f32, style: Style, line: &str) {
        self.text(x - style.width(line) / 2.0, base, style, line);
    }

    /// A black bar.
    pub fn bar(&mut self, x: f32, y: f32, width: f32, height: f32) {
        self.put(Mark::Bar { x, y, width, height });
    }

    /// A QR code without its white border.
    pub fn code(&mut self, x: f32, y: f32, side: f32, code: &Matrix) {
        self.put(Mark::Code { x, y, side, code: code.clone() });
    }

    /// A line of text at the foot of every sheet, made of its number.
    pub fn foot(&mut self, x: f32, base: f32, style: Style, line: impl Fn(usize) -> String) {
        for (at, sheet) in self.0.iter_mut().enumerate() {
            sheet.push(Mark::Text { x, base, style, line: line(at + 1) });
        }
    }

    /// The file; the same sheets are the same bytes.
    pub fn pdf(self, title: &str, author: &str, day: NaiveDate) -> Option<Vec<u8>> {
        let mut document =
            Document::new_with(SerializeSettings { enable_tagging: false, ..SerializeSettings::default() });
        let date = DateTime::new(u16::try_from(day.year()).ok()?)
            .month(u8::try_from(day.month()).ok()?)
            .day(u8::try_from(day.day()).ok()?);
        let metadata = Metadata::new().title(title.to_owned()).authors(vec![author.to_owned()]);
        document.set_metadata(metadata.language("ru".to_owned()).creation_date(date));
        for sheet in self.0 {
            let mut page = document.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT)?);
            let mut surface = page.surface();
            surface.set_fill(Some(Fill { paint: luma::Color::black().into(), ..Fill::default() }));
            for mark in sheet {
                draw(&mut surface, mark);
            }
            surface.finish();
            page.finish();
        }
        document.finish().ok()
    }
}

fn draw(surface: &mut Surface<'_>, mark: Mark) {
    let mut path = PathBuilder::new();
    match mark {
        Mark::Text { x, base, style, line } => {
            let glyphs = style.glyphs(&line);
            let font = style.face().font.clone();
            surface.draw_glyphs(Point::from_xy(x, base), &glyphs, font, &line, style.size, false);
        }
        Mark::Bar { x, y, width, height } => {
            if let Some(rect) = Rect::from_xywh(x, y, width, height) {
                path.push_rect(rect);
            }
        }
        Mark::Code { x, y, side, code } => {
            let module = side / measure(code.width());
            for row in 0..code.width() {
                for column in (0..code.width()).filter(|column| code.is_dark(*column, row)) {
                    let (left, top) = (x + module * measure(column), y + module * measure(row));
                    if let Some(rect) = Rect::from_xywh(left, top, module, module) {
                        path.push_rect(rect);
                    }
                }
            }
        }
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// A small number as a measure; a QR code has at most 177 modules.
fn measure(number: usize) -> f32 {
    u16::try_from(number).map_or(0.0, f32::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_broken_at_spaces_and_a_long_word_anywhere() {
        let style = Style::plain(10.0);
        let width = style.width("Оплата по");
        assert_eq!(style.lines("Оплата по счёту", width + 0.1), ["Оплата по", "счёту"]);
        assert_eq!(style.lines("Оплата", style.width("Опл") + 0.1), ["Опл", "ата"]);
        assert_eq!(style.lines("", 10.0), [""]);
    }

    proptest! {
        #[test]
        fn lines_hold_every_word_and_are_narrow(text in "[а-яё ]{0,80}", width in 30.0_f32..200.0) {
            let style = Style::bold(9.0);
            let lines = style.lines(&text, width);
            prop_assert!(lines.iter().all(|line| style.width(line) <= width));
            prop_assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }
}
