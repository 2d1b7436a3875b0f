//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use crate::error::{Error, Result};
use crate::snapshots::Rhythm;

/// What the service is started with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The file of the artefact; without one, a sample.
    pub artefact: Option<PathBuf>,
    /// The directory of snapshots and journals.
    pub data: PathBuf,
    /// Where requests come in.
    pub listen: String,
    /// How often the base is written whole.
    pub rhythm: Rhythm,
}

/// What is said of the command line.
pub const USAGE: &str = "usage: serve --data DIRECTORY [--artefact FILE] [--listen 127.0.0.1:8080] \
     [--snapshot-messages 100000] [--snapshot-seconds 900]";

impl Settings {
    /// Reads the arguments behind the program's name.
    ///
    /// # Errors
    /// [`Error::Usage`].
    pub fn read(arguments: impl IntoIterator<Item = String>) -> Result<Self> {
        let (mut data, mut artefact, mut listen) = (None, None, "127.0.0.1:8080".to_owned());
        let (mut messages, mut seconds) = (100_000, 900);
        let mut arguments = arguments.into_iter();
        while let Some(name) = arguments.next() {
            let mut value = || {
                arguments.next().ok_or_else(|| Error::Usage(format!("{name}: no value; {USAGE}")))
            };
            match name.as_str() {
                "--data" => data = Some(PathBuf::from(value()?)),
                "--artefact" => artefact = Some(PathBuf::from(value()?)),
                "--listen" => listen = value()?,
                "--snapshot-messages" => messages = count(&name, &value()?)?,
                "--snapshot-seconds" => seconds = count(&name, &value()?)?,
                _ => return Err(Error::Usage(format!("{name}: not known; {USAGE}"))),
            }
        }
        let data = data.ok_or_else(|| Error::Usage(format!("--data is missing; {USAGE}")))?;
        let rhythm = Rhythm { messages, time: Duration::from_secs(seconds) };
        Ok(Self { artefact, data, listen, rhythm })
    }
}

fn count(name: &str, value: &str) -> Result<u64> {
    let count = value.parse().ok().filter(|&count: &u64| count > 0);
    count.ok_or_else(|| {
        Error::Usage(format!("{name}: {value} is no whole number from 1 on; {USAGE}"))
    })
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
        let rhythm = Rhythm { messages: 7, time: Duration::from_secs(2) };
        let settings =
            read("--snapshot-messages 7 --data x --snapshot-seconds 2 --artefact a").unwrap();
        assert_eq!((settings.rhythm, settings.artefact), (rhythm, Some("a".into())));
        for (line, begins) in [
            ("", "--data is missing"),
            ("--data", "--data: no value"),
            ("--dta x", "--dta: not known"),
            ("--data x --snapshot-messages 0", "--snapshot-messages: 0 is no whole number"),
        ] {
            let error = read(line).unwrap_err().to_string();
            assert!(error.starts_with(begins) && error.ends_with(USAGE), "{error}");
        }
    }
}
