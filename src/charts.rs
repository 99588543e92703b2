//! Pictures of numbers, drawn for a phone: bars with a value on each, curves by the day of a month. Words come ready, in the
//! reader's language.

use crate::{
    error::{Error, Result},
    fonts,
};
use plotters::{
    backend::BitMapBackend,
    coord::Shift,
    drawing::{DrawingArea, IntoDrawingArea},
    element::{Circle, PathElement, Rectangle},
    style::{
        Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle, WHITE, register_font,
        text_anchor::{HPos, Pos, VPos},
    },
};
use std::sync::LazyLock;

/// Pixels.
const WIDTH: u32 = 1080;
const HEIGHT: u32 = 1350;
/// Pixels from the edge.
const MARGIN: i32 = 60;
/// The height of a letter, pixels: titles, everything else. On a phone the picture is a third as wide.
const LARGE: i32 = 46;
const SMALL: i32 = 34;

const INK: RGBColor = RGBColor(28, 37, 54);
const PALE: RGBColor = RGBColor(120, 130, 150);
const GRID: RGBColor = RGBColor(224, 228, 236);
const OTHER: RGBColor = RGBColor(168, 178, 196);
const OURS: RGBColor = RGBColor(36, 99, 235);
/// From what is bearable to what is not.
const BARS: [RGBColor; 4] =
    [RGBColor(96, 165, 250), RGBColor(250, 204, 21), RGBColor(251, 146, 60), RGBColor(220, 38, 38)];

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Below it.
    pub name: String,
    /// Above it.
    pub value: String,
    /// How high it is beside the others.
    pub size: i64,
}

/// A curve of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Curve {
    /// The month.
    pub name: String,
    /// What there was at the end of each day, the first of the month first; it ends with the last day that is known.
    pub days: Vec<i64>,
}

/// Bars above, curves below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Above the bars.
    pub bars_title: String,
    /// At most four.
    pub bars: Vec<Bar>,
    /// Above the curves.
    pub curves_title: String,
    /// The month that runs.
    pub ours: Curve,
    /// The one before.
    pub other: Curve,
    /// A level to be reached, and its name.
    pub level: (String, i64),
}

static READY: LazyLock<bool> = LazyLock::new(|| {
    let fonts = [(FontStyle::Normal, fonts::PLAIN), (FontStyle::Bold, fonts::BOLD)];
    fonts.into_iter().all(|(style, bytes)| register_font("sans-serif", style, bytes).is_ok())
});

type Area<'a> = DrawingArea<BitMapBackend<'a>, Shift>;
type Drawn = std::result::Result<(), String>;

impl Picture {
    /// The picture as a PNG file.
    pub fn png(&self) -> Result<Vec<u8>> {
        if !*READY {
            return Err(Error::other("the typeface can't be read"));
        }
        let mut pixels = vec![0; (WIDTH * HEIGHT * 3) as usize];
        self.draw(&mut pixels).map_err(|why| Error::other(format!("a picture can't be drawn: {why}")))?;
        encoded(&pixels).map_err(|why| Error::other(format!("a picture can't be written: {why}")))
    }

    fn draw(&self, pixels: &mut [u8]) -> Drawn {
        let area = BitMapBackend::with_buffer(pixels, (WIDTH, HEIGHT)).into_drawing_area();
        area.fill(&WHITE).map_err(told)?;
        self.draw_bars(&area, (MARGIN, 600))?;
        self.draw_curves(&area, (680, 1210))?;
        area.present().map_err(told)
    }

    /// Bars between two heights.
    fn draw_bars(&self, area: &Area<'_>, (top, bottom): (i32, i32)) -> Drawn {
        words(area, &self.bars_title, (MARGIN, top), &title())?;
        let (floor, ceiling) = (bottom - SMALL - 20, top + LARGE + SMALL + 50);
        let most = self.bars.iter().map(|bar| bar.size).max().unwrap_or_default().max(1);
        let count = i32::try_from(self.bars.len()).unwrap_or(i32::MAX).max(1);
        let step = (width() - 2 * MARGIN) / count;
        let mut left = MARGIN;
        for (bar, color) in self.bars.iter().zip(BARS) {
            let (from, to, middle) = (left + 20, left + step - 20, left + step / 2);
            let roof = floor - scaled(bar.size, most, floor - ceiling);
            area.draw(&Rectangle::new([(from, roof.min(floor - 4)), (to, floor)], color.filled())).map_err(told)?;
            words(area, &bar.value, (middle, roof - 8), &small(INK, HPos::Center, VPos::Bottom))?;
            words(area, &bar.name, (middle, floor + 12), &small(PALE, HPos::Center, VPos::Top))?;
            left += step;
        }
        line(area, vec![(MARGIN, floor), (width() - MARGIN, floor)], PALE.stroke_width(2))
    }

    /// Curves between two heights.
    fn draw_curves(&self, area: &Area<'_>, (top, bottom): (i32, i32)) -> Drawn {
        words(area, &self.curves_title, (MARGIN, top), &title())?;
        let (level_name, level) = &self.level;
        let all = self.ours.days.iter().chain(&self.other.days);
        let most = all.copied().max().unwrap_or_default().max(*level).max(1);
        let (floor, ceiling) = (bottom, top + LARGE + SMALL + 40);
        let days = self.ours.days.len().max(self.other.days.len()).max(28);
        let days = i32::try_from(days).unwrap_or(31);
        let at = |day: i32| MARGIN + (day - 1) * (width() - 2 * MARGIN) / (days - 1);
        let high = |sum: i64| floor - scaled(sum, most, floor - ceiling);
        for day in [1, 5, 10, 15, 20, 25, days] {
            line(area, vec![(at(day), ceiling), (at(day), floor)], GRID.stroke_width(2))?;
            words(area, &day.to_string(), (at(day), floor + 12), &small(PALE, HPos::Center, VPos::Top))?;
        }
        line(area, vec![(MARGIN, high(*level)), (width() - MARGIN, high(*level))], INK.stroke_width(3))?;
        words(area, level_name, (MARGIN, high(*level) - 8), &small(INK, HPos::Left, VPos::Bottom))?;
        for (curve, color, thick) in [(&self.other, OTHER, 6), (&self.ours, OURS, 10)] {
            let places: Vec<_> = (1..).zip(&curve.days).map(|(day, sum)| (at(day), high(*sum))).collect();
            let Some(&end) = places.last() else { continue };
            line(area, places, color.stroke_width(thick))?;
            area.draw(&Circle::new(end, 12, color.filled())).map_err(told)?;
        }
        let legend = bottom + SMALL + 44;
        for (curve, color, from) in [(&self.ours, OURS, MARGIN), (&self.other, OTHER, width() / 2)] {
            area.draw(&Rectangle::new([(from, legend), (from + 44, legend + SMALL - 6)], color.filled()))
                .map_err(told)?;
            words(area, &curve.name, (from + 60, legend - 4), &small(INK, HPos::Left, VPos::Top))?;
        }
        Ok(())
    }
}

const fn width() -> i32 {
    WIDTH.cast_signed()
}

/// A part of a length, in pixels.
fn scaled(size: i64, most: i64, length: i32) -> i32 {
    i32::try_from(i128::from(size.max(0)) * i128::from(length) / i128::from(most)).unwrap_or(length).min(length)
}

fn title() -> TextStyle<'static> {
    TextStyle::from(("sans-serif", LARGE, FontStyle::Bold).into_font()).color(&INK)
}

fn small(color: RGBColor, across: HPos, down: VPos) -> TextStyle<'static> {
    let mut style = TextStyle::from(("sans-serif", SMALL).into_font()).pos(Pos::new(across, down));
    style.color = color.to_backend_color();
    style
}

fn words(area: &Area<'_>, words: &str, at: (i32, i32), style: &TextStyle<'_>) -> Drawn {
    // Spaces that do not break have no width in some typefaces.
    area.draw_text(&words.replace('\u{a0}', " "), style, at).map_err(told)
}

fn line(area: &Area<'_>, places: Vec<(i32, i32)>, style: ShapeStyle) -> Drawn {
    area.draw(&PathElement::new(places, style)).map_err(told)
}

/// Why something was not drawn.
fn told(why: impl std::fmt::Display) -> String {
    why.to_string()
}

fn encoded(pixels: &[u8]) -> std::result::Result<Vec<u8>, png::EncodingError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        let bar = |name: &str, value: &str, size| Bar { name: name.to_owned(), value: value.to_owned(), size };
        Picture {
            bars_title: "Просрочено 812 000 ₽".to_owned(),
            bars: vec![
                bar("до 30 дней", "512 000 ₽", 512_000),
                bar("до 60", "200 000 ₽", 200_000),
                bar("до 90", "100 000 ₽", 100_000),
                bar("старше", "0 ₽", 0),
            ],
            curves_title: "Поступило 8 200 000 ₽".to_owned(),
            ours: Curve { name: "ноябрь".to_owned(), days: (0..24).map(|day| day * day * 14_000).collect() },
            other: Curve { name: "октябрь".to_owned(), days: (0..31).map(|day| day * 300_000).collect() },
            level: ("выставлено 10 000 000 ₽".to_owned(), 10_000_000),
        }
    }

    /// The pixels of a PNG file, three bytes each.
    fn pixels(file: &[u8]) -> Vec<u8> {
        let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((info.width, info.height), (WIDTH, HEIGHT));
        pixels
    }

    /// How many pixels have a color, in these rows.
    fn count(pixels: &[u8], color: RGBColor, rows: std::ops::Range<usize>) -> usize {
        let row = WIDTH as usize * 3;
        let part = &pixels[rows.start * row..rows.end * row];
        part.chunks(3).filter(|pixel| *pixel == [color.0, color.1, color.2]).count()
    }

    #[test]
    fn a_bar_is_as_high_as_its_size_and_words_are_drawn() {
        let drawn = pixels(&picture().png().unwrap());
        let all = 0..HEIGHT as usize;
        let areas = BARS.map(|color| count(&drawn, color, all.clone()));
        let near = |part: usize, of: usize, percent: usize| (part * 100 / of).abs_diff(percent) <= 2;
        assert!(near(areas[1], areas[0], 39) && near(areas[2], areas[0], 20), "{areas:?}");
        assert!(areas[3] > 0 && areas[3] < areas[2] / 8, "nothing is a line: {areas:?}");
        assert!(count(&drawn, INK, 60..120) > 500, "the title is there");
        assert!(count(&drawn, OURS, 700..1220) > 2_000 && count(&drawn, OTHER, 700..1220) > 2_000);
        let other = Picture { bars_title: "Просрочено".to_owned(), ..picture() };
        assert!(count(&pixels(&other.png().unwrap()), INK, 60..120) < count(&drawn, INK, 60..120));
    }

    #[test]
    fn letters_are_those_of_the_typeface() {
        let of = |title: &str| pixels(&Picture { bars_title: title.to_owned(), ..picture() }.png().unwrap());
        assert_ne!(of("Ж"), of("Ё"), "not the same box for what is not known");
        assert_ne!(of("₽"), of("€"));
    }

    #[test]
    fn nothing_and_too_much_are_drawn_too() {
        let nothing = Curve { name: String::new(), days: Vec::new() };
        let empty =
            Picture { bars: Vec::new(), ours: nothing.clone(), other: nothing, level: (String::new(), 0), ..picture() };
        assert!(!empty.png().unwrap().is_empty());
        let vast = Curve { name: "ы".repeat(300), days: vec![i64::MAX; 31] };
        let vast = Picture { ours: vast, level: ("x".to_owned(), i64::MIN), ..picture() };
        assert!(!vast.png().unwrap().is_empty());
    }
}
