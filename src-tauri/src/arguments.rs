//! What stands behind the program's name: `--home DIR`, and nothing else.

use std::{ffi::OsString, path::PathBuf};

/// The arguments of the window.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The folder with the vaults; the usual one of this person where none is named.
    pub(crate) home: Option<PathBuf>,
}

/// An argument that is not understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotUnderstood {
    /// `--home` without a folder behind it.
    HomeWithoutFolder,
    /// Something else than `--home`.
    Unknown(String),
}

impl std::fmt::Display for NotUnderstood {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::HomeWithoutFolder => out.write_str("name a folder after --home"),
            Self::Unknown(argument) => {
                write!(out, "{argument} is not known here; only --home DIR is")
            }
        }
    }
}

impl Arguments {
    /// Reads the arguments after the program's name.
    pub(crate) fn parse(mut words: impl Iterator<Item = OsString>) -> Result<Self, NotUnderstood> {
        let mut arguments = Self::default();
        while let Some(word) = words.next() {
            if word != "--home" {
                return Err(NotUnderstood::Unknown(word.to_string_lossy().into_owned()));
            }
            arguments.home = Some(words.next().ok_or(NotUnderstood::HomeWithoutFolder)?.into());
        }
        Ok(arguments)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, NotUnderstood> {
        Arguments::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn a_home_is_taken() {
        assert_eq!(
            parse(&["--home", "/a b"]),
            Ok(Arguments {
                home: Some("/a b".into())
            })
        );
        assert_eq!(parse(&[]), Ok(Arguments { home: None }));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert_eq!(parse(&["--home"]), Err(NotUnderstood::HomeWithoutFolder));
        assert_eq!(
            parse(&["--house"]),
            Err(NotUnderstood::Unknown("--house".to_owned()))
        );
    }
}
