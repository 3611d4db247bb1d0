//! Short names: a number from the list, or the first letters of an id.
//!
//! They exist so that nobody types 64 characters. A number counts only while it is in the list; shorter prefixes than
//! four letters are refused, because they would soon mean something else.

use crate::failure::Failure;

/// Fewest letters of an id that name it.
const PREFIX_MIN: usize = 4;

/// Finds which of `names` was meant by `typed`: a number from 1, or a prefix of exactly one name.
pub(crate) fn pick<'a>(
    typed: &str,
    names: &'a [String],
    what: &str,
) -> Result<&'a String, Failure> {
    let typed = typed.trim();
    let number = typed
        .parse::<usize>()
        .ok()
        .filter(|_| typed.len() < PREFIX_MIN);
    if let Some(name) = number.and_then(|number| names.get(number.checked_sub(1)?)) {
        return Ok(name);
    }
    let prefix = typed.to_ascii_lowercase();
    let mut fitting = names.iter().filter(|name| name.starts_with(&prefix));
    match (fitting.next(), fitting.next()) {
        (Some(one), None) if prefix.len() >= PREFIX_MIN => Ok(one),
        (Some(_), Some(_)) if prefix.len() >= PREFIX_MIN => Err(Failure::usage(
            format!("More than one {what} begins like that."),
            "Write a few more letters of its id.",
        )),
        _ => Err(Failure::usage(
            format!("There is no {what} with that number or id."),
            format!(
                "Look at the list. Use the number there, or at least {PREFIX_MIN} letters of the id."
            ),
        )),
    }
}

/// The letters of an id that are shown.
pub(crate) fn short(id: &str) -> &str {
    id.get(..8).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Vec<String> {
        ["12ab34cd", "12ab99ff", "beef0001"]
            .map(str::to_owned)
            .to_vec()
    }

    #[test]
    fn numbers_and_prefixes_name_one_thing() {
        let names = names();
        assert_eq!(pick("2", &names, "part").ok(), names.get(1));
        assert_eq!(pick("BEEF", &names, "part").ok(), names.get(2));
        assert_eq!(pick("12ab3", &names, "part").ok(), names.first());
    }

    #[test]
    fn what_names_nothing_or_two_is_refused() {
        for typed in ["0", "4", "12ab", "bee", "", "ffff"] {
            assert!(pick(typed, &names(), "part").is_err(), "{typed}");
        }
    }
}
