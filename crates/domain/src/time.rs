//! Days and claimed times. No clock is read here, and the fold reads neither (law 7).
//!
//! Time zones are left out: a day is a calendar day as written; a view decides which day it is now.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use minicbor::{Decode, Encode};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar day, counted from 1970-01-01; written `2027-05-03`. Years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// Text or a number that is no calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a day such as 2027-05-03, between the years 1 and 9999")]
pub struct NotADay;

impl Day {
    /// The day that lies `days` after 1970-01-01.
    ///
    /// # Errors
    /// Outside the years 1 to 9999.
    pub fn from_days(days: i32) -> Result<Self, NotADay> {
        let date = NaiveDate::from_epoch_days(days).ok_or(NotADay)?;
        Self::try_from(date)
    }

    /// The calendar date.
    #[must_use]
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days(self) -> i32 {
        self.0
    }
}

impl TryFrom<NaiveDate> for Day {
    type Error = NotADay;

    fn try_from(date: NaiveDate) -> Result<Self, NotADay> {
        if (1..=9999).contains(&date.year()) {
            Ok(Self(date.to_epoch_days()))
        } else {
            Err(NotADay)
        }
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| NotADay)?;
        Self::try_from(date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%Y-%m-%d"))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

impl<C> Encode<C> for Day {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.i32(self.0)?.ok()
    }
}

impl<'b, C> Decode<'b, C> for Day {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        Self::from_days(d.i32()?)
            .map_err(|_| minicbor::decode::Error::message("a day outside the years 1 to 9999"))
    }
}

/// Seconds since 1970-01-01 UTC as some device claimed them; shown as claimed, never believed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    Encode,
    Decode,
)]
#[serde(transparent)]
#[cbor(transparent)]
pub struct Claimed(#[n(0)] pub i64);

impl Claimed {
    /// The UTC day of the claim; the nearest real day where the claim is absurd.
    #[must_use]
    pub fn day(self) -> Day {
        let days = self.0.div_euclid(86_400).clamp(-719_162, 2_932_896);
        Day(i32::try_from(days).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thirty_first_of_april_is_no_day() {
        assert_eq!("2027-04-31".parse::<Day>(), Err(NotADay));
        assert_eq!("2027-02-29".parse::<Day>(), Err(NotADay));
        assert!("2028-02-29".parse::<Day>().is_ok());
    }

    #[test]
    fn absurd_claims_still_have_a_day() {
        assert_eq!(Claimed(i64::MAX).day().to_string(), "9999-12-31");
        assert_eq!(Claimed(i64::MIN).day().to_string(), "0001-01-01");
        assert_eq!(Claimed(86_399).day().to_string(), "1970-01-01");
    }
}
