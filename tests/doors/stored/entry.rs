//! One type that is read back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What became of a stored form.
#[derive(Debug)]
pub(crate) enum Outcome {
    Refused(String),
    /// It was read, and this is wrong with it.
    Accepted {
        faults: Vec<String>,
    },
}

/// Looks for what is wrong with a value that was read.
pub(crate) type Search = Box<dyn FnOnce() -> Vec<String>>;

/// Reads a text, or says why not.
pub(crate) type Read = dyn Fn(&[u8]) -> Result<Search, String> + std::panic::RefUnwindSafe;

/// How a type is tried.
pub(crate) struct Entry {
    /// `module::Type`.
    pub name: String,
    /// A stored form; `None` where any that fits the fields will do.
    pub sample: Option<Value>,
    pub reread: Box<dyn Fn(&Value) -> Outcome + std::panic::RefUnwindSafe>,
    /// The same of a text, in two steps.
    pub read: Box<Read>,
    /// Whether the public constructor takes the same fields; `None` where it cannot be
    /// asked.
    pub constructs: fn(&Value) -> Option<bool>,
}

/// A type whose stored form is made up from its fields.
pub(crate) fn plain<T: Serialize + DeserializeOwned + 'static>(name: &str) -> Entry {
    new::<T>(name, None, |_| Vec::new())
}

/// A type with a sample, and what it answers: no answer may be NaN.
pub(crate) fn asked<T: Serialize + DeserializeOwned + 'static>(
    name: &str,
    sample: T,
    ask: fn(&T) -> Vec<f64>,
) -> Entry {
    new(name, Some(serde_json::to_value(sample).unwrap()), ask)
}

/// A type whose sample is made up, and what it answers.
pub(crate) fn answering<T: Serialize + DeserializeOwned + 'static>(
    name: &str,
    ask: fn(&T) -> Vec<f64>,
) -> Entry {
    new(name, None, ask)
}

impl Entry {
    /// Compares with the constructor.
    pub(crate) fn made_by(mut self, constructs: fn(&Value) -> Option<bool>) -> Self {
        self.constructs = constructs;
        self
    }
}

fn new<T: Serialize + DeserializeOwned + 'static>(
    name: &str,
    sample: Option<Value>,
    ask: fn(&T) -> Vec<f64>,
) -> Entry {
    let reread = move |stored: &Value| match serde_json::from_value(stored.clone()) {
        Ok(read) => Outcome::Accepted { faults: faults(&read, ask) },
        Err(error) => Outcome::Refused(error.to_string()),
    };
    let read = move |text: &[u8]| {
        let read: T = serde_json::from_slice(text).map_err(|error| error.to_string())?;
        let search: Search = Box::new(move || faults(&read, ask));
        Ok(search)
    };
    Entry {
        name: name.to_owned(),
        sample,
        reread: Box::new(reread),
        read: Box::new(read),
        constructs: |_| None,
    }
}

/// What is wrong with a value that was read.
fn faults<T: Serialize + DeserializeOwned>(read: &T, ask: fn(&T) -> Vec<f64>) -> Vec<String> {
    let mut faults = Vec::new();
    let again = serde_json::to_value(read).unwrap();
    match serde_json::from_value::<T>(again.clone()) {
        Err(error) => faults.push(format!("is not read a second time: {error}")),
        Ok(second) if serde_json::to_value(&second).unwrap() != again => {
            faults.push("is another after a second round".to_owned());
        }
        Ok(_) => {}
    }
    // As text, where the last bit of a double may change.
    let text = serde_json::to_string(read).unwrap();
    if let Err(error) = serde_json::from_str::<T>(&text) {
        faults.push(format!("is not read from text: {error}"));
    }
    let answers = ask(read);
    if answers.iter().any(|answer| answer.is_nan()) {
        faults.push(format!("answers NaN: {answers:?}"));
    }
    faults
}
