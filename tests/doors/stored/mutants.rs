//! A stored form with one thing changed.

use serde_json::{Value, json};

/// Each number in turn negated, zeroed, made huge and removed, each list shortened and
/// lengthened, with what was done.
pub(crate) fn of(stored: &Value) -> Vec<(String, Value)> {
    let mut places = Vec::new();
    collect(stored, String::new(), &mut places);
    let mut mutants = Vec::new();
    for place in places {
        let found = stored.pointer(&place).unwrap();
        let mut put = |what: &str, value: Value| {
            let mut mutant = stored.clone();
            *mutant.pointer_mut(&place).unwrap() = value.clone();
            if mutant != *stored {
                mutants.push((format!("{place} {what} ({value})"), mutant));
            }
        };
        match found {
            Value::Number(number) => {
                put("zeroed", json!(0));
                match (number.as_i64(), number.as_f64()) {
                    (Some(whole), _) => {
                        put("negated", json!(-whole));
                        put("huge", json!(u64::MAX));
                        put("large", json!(i64::MAX));
                        put("large", json!(u32::MAX));
                    }
                    (None, Some(number)) => put("negated", json!(-number)),
                    (None, None) => {}
                }
                put("huge", json!(1e300));
                put("huge", json!(f64::MAX));
                if let Some((parent, key)) = place.rsplit_once('/') {
                    let mut mutant = stored.clone();
                    if let Some(Value::Object(fields)) = mutant.pointer_mut(parent) {
                        fields.remove(key);
                        mutants.push((format!("{place} removed"), mutant));
                    }
                }
            }
            Value::Array(list) => {
                let mut shorter = list.clone();
                shorter.pop();
                put("shortened", Value::Array(shorter));
                let mut longer = list.clone();
                longer.push(list.last().cloned().unwrap_or(json!(1)));
                put("lengthened", Value::Array(longer));
            }
            _ => {}
        }
    }
    mutants
}

/// Where numbers and lists stand.
fn collect(stored: &Value, place: String, places: &mut Vec<String>) {
    match stored {
        Value::Object(fields) => {
            for (key, value) in fields {
                collect(value, format!("{place}/{key}"), places);
            }
        }
        Value::Array(list) => {
            places.push(place.clone());
            for (index, value) in list.iter().enumerate() {
                collect(value, format!("{place}/{index}"), places);
            }
        }
        Value::Number(_) => places.push(place),
        _ => {}
    }
}
