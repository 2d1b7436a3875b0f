//! How transactions are taken in.

use crate::capi::prelude::*;

use crate::customer::KeyPolicy;
use crate::ledger::{MissingCosts, Refunds, Rules};
use crate::money::{Currency, Rounding};

enumeration!(HABITUE_REFUNDS: Refunds);

enumeration!(HABITUE_ROUNDING: Option<Rounding> = 1,
    /// An amount with more decimals than its currency is an error. With a rounding such amounts are
    /// added up as they are, doubles as their shortest decimal, and each sum is rounded once.
    NONE = 0
);

enumeration!(HABITUE_COSTS: Option<MissingCosts> = 1,
    /// No margins are kept, and costs are refused.
    NONE = 0,
    /// Margins are kept; a transaction without a cost is an error.
    Refuse as REFUSE,
    /// Margins are kept; a transaction without a cost cost nothing.
    Free as FREE,
    /// Margins are kept; of a transaction without a cost, `assumed_margin` is margin.
    Assume as ASSUME
);

/// Text keys are what is written, byte for byte.
pub const HABITUE_KEYS_AS_IS: u32 = 0;
/// Full-width digits and letters and other compatibility forms are plain ones (NFKC).
pub const HABITUE_KEYS_COMPATIBLE: u32 = 1;
/// Blanks around a key are not part of it.
pub const HABITUE_KEYS_TRIMMED: u32 = 2;
/// 17850.0 is 17850.
pub const HABITUE_KEYS_WHOLE_NUMBERS: u32 = 4;
/// 00042 is 42, where a key is of digits alone.
pub const HABITUE_KEYS_WITHOUT_LEADING_ZEROS: u32 = 8;
/// ANNA is anna.
pub const HABITUE_KEYS_LOWER_CASED: u32 = 16;

/// The policy of a sum of `HABITUE_KEYS_...`.
pub(in crate::capi) fn key_policy(keys: u32, name: &'static str) -> Result<KeyPolicy> {
    let all = [
        (HABITUE_KEYS_COMPATIBLE, KeyPolicy::compatible as fn(KeyPolicy) -> KeyPolicy),
        (HABITUE_KEYS_TRIMMED, KeyPolicy::trimmed),
        (HABITUE_KEYS_WHOLE_NUMBERS, KeyPolicy::whole_numbers),
        (HABITUE_KEYS_WITHOUT_LEADING_ZEROS, KeyPolicy::without_leading_zeros),
        (HABITUE_KEYS_LOWER_CASED, KeyPolicy::lower_cased),
    ];
    let known = all.iter().fold(0, |known, (bit, _)| known | bit);
    if keys & !known != 0 {
        return Err(fault(ErrorKind::Enumerator, name, "is no sum of HABITUE_KEYS_...")
            .with_value(keys)
            .allowing(format!("0 to {known}")));
    }
    let chosen = all.iter().filter(|(bit, _)| keys & bit != 0);
    Ok(chosen.fold(KeyPolicy::AS_IS, |policy, (_, step)| step(policy)))
}

/// A rounding that is one.
pub(in crate::capi) fn rounding(value: i32) -> Result<Rounding> {
    let table: Vec<(i32, Rounding)> = <Option<Rounding>>::TABLE
        .iter()
        .filter_map(|&(number, found)| Some((number, found?)))
        .collect();
    enumerator(value, "rounding", &table)
}

/// How transactions are taken in. Start from `HABITUE_RULES_INIT` and set `currency`.
#[apply(versioned)]
pub struct habitue_rules {
    /// ISO 4217 code, such as "USD"; "XXX" for plain numbers of two decimals, "X00" to "X12" for
    /// those of others; empty where transactions have no amounts. So wherever a currency is told.
    pub currency: [c_char; 4],
    /// One of `HABITUE_REFUNDS_...`. REFUSE by default.
    pub refunds: i32,
    /// One of `HABITUE_ROUNDING_...`. NONE by default; amounts in doubles need one.
    pub rounding: i32,
    /// How finely time is kept: `HABITUE_UNIT_DAY`, the default, or `HABITUE_UNIT_HOUR`.
    pub resolution: i32,
    /// Threads that take in columns and make tables; 0 for all cores. 1 by default.
    pub threads: u32,
    /// One of `HABITUE_COSTS_...`; not looked at without a currency. NONE by default.
    pub costs: i32,
    /// Which spellings of a text key are one customer: a sum of `HABITUE_KEYS_...`, wherever keys
    /// come in or are asked for. AS_IS by default.
    pub keys: u32,
    /// With `HABITUE_COSTS_ASSUME`, the share of the amount that is margin where no cost is known,
    /// 0 to 1 (0.3 for 30 %). The sum of a customer's margins is rounded once.
    pub assumed_margin: f64,
}

begins!(habitue_rules, resolution = HABITUE_UNIT_DAY, threads = 1);

/// A currency as the C face writes it.
pub(in crate::capi) fn written(currency: Option<Currency>) -> [c_char; 4] {
    let mut code = [0; 4];
    for (slot, byte) in code.iter_mut().zip(currency.map_or("", Currency::label).bytes()) {
        *slot = byte as c_char;
    }
    code
}

/// The currency that is written so; none where it is empty.
pub(super) fn currency_of(code: [c_char; 4]) -> Result<Option<Currency>> {
    let bytes = code.map(|byte| byte as u8);
    let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    if length == 0 {
        return Ok(None);
    }
    Currency::from_label(&String::from_utf8_lossy(&bytes[..length])).map(Some)
}

impl habitue_rules {
    pub(super) fn rules(&self) -> Result<Rules> {
        let currency = currency_of(self.currency)?;
        let mut rules = currency.map_or_else(Rules::visits, Rules::money);
        rules = rules.with_keys(key_policy(self.keys, "rules.keys")?);
        rules = rules.with_refunds(Refunds::read(self.refunds, "rules.refunds")?);
        let hours = [(HABITUE_UNIT_DAY, false), (HABITUE_UNIT_HOUR, true)];
        if enumerator(self.resolution, "rules.resolution", &hours)? {
            rules = rules.with_hours();
        }
        let costs = match self.costs {
            HABITUE_COSTS_NONE => None,
            HABITUE_COSTS_REFUSE => Some(MissingCosts::Refuse),
            HABITUE_COSTS_FREE => Some(MissingCosts::Free),
            HABITUE_COSTS_ASSUME => {
                let assumed = MissingCosts::assume(self.assumed_margin);
                Some(assumed.map_err(|error| error.in_column("rules.assumed_margin"))?)
            }
            other => return Err(no_enumerator(other, "rules.costs", &[0, 1, 2, 3])),
        };
        let rounding = <Option<Rounding>>::read(self.rounding, "rules.rounding")?;
        set!(rules: with_rounding(rounding), with_costs(costs));
        Ok(rules)
    }
}
