//! The command line.

use std::path::PathBuf;

use crate::error::{Error, Result};

/// What the service is started with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The directory of the journal.
    pub data: PathBuf,
    /// Where requests come in.
    pub listen: String,
}

/// What is said of the command line.
pub const USAGE: &str = "usage: serve --data DIRECTORY [--listen 127.0.0.1:8080]";

impl Settings {
    /// Reads the arguments behind the program's name.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn read(arguments: impl IntoIterator<Item = String>) -> Result<Self> {
        let (mut data, mut listen) = (None, "127.0.0.1:8080".to_owned());
        let mut arguments = arguments.into_iter();
        while let Some(name) = arguments.next() {
            let mut value = || {
                arguments.next().ok_or_else(|| Error::Usage(format!("{name}: no value; {USAGE}")))
            };
            match name.as_str() {
                "--data" => data = Some(PathBuf::from(value()?)),
                "--listen" => listen = value()?,
                _ => return Err(Error::Usage(format!("{name}: not known; {USAGE}"))),
            }
        }
        let data = data.ok_or_else(|| Error::Usage(format!("--data is missing; {USAGE}")))?;
        Ok(Self { data, listen })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Settings> {
        Settings::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn what_is_missing_or_not_known_is_named() {
        let settings = read("--data here --listen 0.0.0.0:80").unwrap();
        assert_eq!((settings.data, settings.listen), ("here".into(), "0.0.0.0:80".to_owned()));
        for (line, begins) in [
            ("", "--data is missing"),
            ("--data", "--data: no value"),
            ("--dta x", "--dta: not known"),
        ] {
            let error = read(line).unwrap_err().to_string();
            assert!(error.starts_with(begins) && error.ends_with(USAGE), "{error}");
        }
    }
}
