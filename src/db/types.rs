//! How values of ours are kept in columns. Both databases get only `TEXT` and `BIGINT`:
//! a moment is fixed-width UTC text (it sorts and reads well), a day is `2026-05-15`, an id is 32 hex digits.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, marker::PhantomData, str::FromStr};
use uuid::Uuid;

/// Keeps a type with `Display` and `FromStr` in a `TEXT` column.
#[macro_export]
macro_rules! stored_as_text {
    (<$generic:ident> $type:ty) => { $crate::stored_as_text!(@impl [$generic] $type); };
    (@impl [$($generic:ident)?] $type:ty) => {
        impl$(<$generic>)? sqlx::Type<sqlx::Any> for $type {
            fn type_info() -> sqlx::any::AnyTypeInfo {
                <str as sqlx::Type<sqlx::Any>>::type_info()
            }
        }
        impl$(<$generic>)? sqlx::Encode<'_, sqlx::Any> for $type {
            fn encode_by_ref(
                &self,
                buf: &mut <sqlx::Any as sqlx::Database>::ArgumentBuffer,
            ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                <String as sqlx::Encode<'_, sqlx::Any>>::encode(self.to_string(), buf)
            }
        }
        impl$(<$generic>)? sqlx::Decode<'_, sqlx::Any> for $type {
            fn decode(value: sqlx::any::AnyValueRef<'_>) -> Result<Self, sqlx::error::BoxDynError> {
                let text = <String as sqlx::Decode<'_, sqlx::Any>>::decode(value)?;
                text.parse::<$type>().map_err(|error| format!("«{text}» in the database: {error}").into())
            }
        }
    };
    ($type:ty) => { $crate::stored_as_text!(@impl [] $type); };
}

/// Gives a field-less enum its names: one list serves `Display`, `FromStr`, the database and serde.
#[macro_export]
macro_rules! named {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// The stored name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($text => Ok(Self::$variant),)+
                    _ => Err(format!("not one of {}", [$($text),+].join(", "))),
                }
            }
        }

        $crate::stored_as_text!($name);
    };
}

/// The id of a `T`: a `UUIDv7`, so ids of one process sort by time of creation; they can't be guessed.
pub struct Id<T>(Uuid, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// A new id, later than every id this process made before.
    pub fn new() -> Self {
        Self(Uuid::now_v7(), PhantomData)
    }

    /// 22 characters of `A-Za-z0-9_-`, for callback data.
    pub fn short(self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.as_bytes())
    }

    /// Reads [`Self::short`].
    pub fn from_short(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Uuid::from_slice(&bytes).ok().map(|uuid| Self(uuid, PhantomData))
    }

    /// The same id seen as that of another kind: an event's entity, say.
    pub fn cast<U>(self) -> Id<U> {
        Id(self.0, PhantomData)
    }
}

impl<T> Default for Id<T> {
    fn default() -> Self {
        Self::new()
    }
}
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> std::hash::Hash for Id<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.simple())
    }
}
impl<T> FromStr for Id<T> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(|uuid| Self(uuid, PhantomData))
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
stored_as_text!(<T> Id<T>);

/// A moment, UTC, kept to the millisecond as `2026-05-15T06:00:00.000Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timestamp(pub DateTime<Utc>);

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%S%.3fZ"))
    }
}
impl FromStr for Timestamp {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        DateTime::parse_from_rfc3339(text).map(|at| Self(at.to_utc()))
    }
}
impl From<DateTime<Utc>> for Timestamp {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(3))
    }
}
stored_as_text!(Timestamp);

/// A civil date in the zone of its owner, kept as `2026-05-15`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(pub NaiveDate);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
impl FromStr for Day {
    type Err = chrono::ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
stored_as_text!(Day);

#[cfg(test)]
mod tests {
    use super::*;

    struct Anything;

    #[test]
    fn an_id_survives_callback_data_and_the_database() {
        let id = Id::<Anything>::new();
        assert_eq!(id.short().len(), 22);
        assert_eq!(Id::from_short(&id.short()), Some(id));
        assert_eq!(id.to_string().parse(), Ok(id));
        assert_eq!(Id::<Anything>::from_short("not an id"), None);
    }

    #[test]
    fn ids_sort_by_their_making() {
        let ids: Vec<_> = (0..1000).map(|_| Id::<Anything>::new()).collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().map(ToString::to_string).is_sorted());
    }

    #[test]
    fn a_moment_is_fixed_width_text() {
        let at: Timestamp = "2026-05-15T06:00:00Z".parse().unwrap();
        assert_eq!(at.to_string(), "2026-05-15T06:00:00.000Z");
    }
}
