//! The working hours of a day: several intervals, `09:00-13:00,14:00-18:00`.

use super::DayKind;
use std::{fmt, str::FromStr};

/// Minutes a short day is shorter.
const SHORTER: u32 = 60;

/// Working intervals of a day, minutes since midnight, half-open, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours(Vec<(u32, u32)>);

impl Hours {
    /// At any time of the day.
    pub fn whole_day() -> Self {
        Self(vec![(0, 24 * 60)])
    }

    /// The intervals worked on a day of `kind`: a short day ends an hour earlier.
    pub fn on(&self, kind: DayKind) -> Vec<(u32, u32)> {
        match kind {
            DayKind::Work => self.0.clone(),
            DayKind::Off => Vec::new(),
            DayKind::Short => {
                let end = self.0.last().map_or(0, |(_, end)| end.saturating_sub(SHORTER));
                self.0.iter().filter(|(from, _)| *from < end).map(|(from, to)| (*from, end.min(*to))).collect()
            }
        }
    }
}

impl Default for Hours {
    fn default() -> Self {
        Self(vec![(9 * 60, 13 * 60), (14 * 60, 18 * 60)])
    }
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (from, to)) in self.0.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(f, "{comma}{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, to / 60, to % 60)?;
        }
        Ok(())
    }
}

impl FromStr for Hours {
    type Err = String;

    /// Reads `9-13, 14:00-18:00`.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut intervals = Vec::new();
        for part in text.split(',') {
            let interval = part.split_once(['-', '–']).and_then(|(from, to)| Some((minute(from)?, minute(to)?)));
            let (from, to) = interval.ok_or_else(|| format!("«{part}» is not an interval, an example: 09:00-13:00"))?;
            if from >= to {
                return Err(format!("«{part}» ends before it begins"));
            }
            if intervals.last().is_some_and(|(_, end)| *end > from) {
                return Err(format!("«{part}» begins before the interval before it ends"));
            }
            intervals.push((from, to));
        }
        Ok(Self(intervals))
    }
}

fn minute(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= 24 * 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_and_written() {
        assert_eq!("9-13, 14:00-18".parse::<Hours>().unwrap().to_string(), "09:00-13:00,14:00-18:00");
        for wrong in ["", "9", "18-9", "9-13,12-18", "9-25", "9:70-10"] {
            assert!(wrong.parse::<Hours>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_short_day_ends_an_hour_earlier() {
        assert_eq!(Hours::default().on(DayKind::Short), [(540, 780), (840, 1020)]);
        assert_eq!("17:30-18:00".parse::<Hours>().unwrap().on(DayKind::Short), []);
    }
}
