//! Options that decide what the library does not guess, as each face spells them.
//!
//! Where a file, a column or an amount has two readings, or a decision is the caller's (what a
//! refund does, what becomes of a bad row), an [`Error`](crate::Error) carries the options that
//! decide ([`Error::remedies`](crate::Error::remedies)). Each face words them in its own way, so
//! that what a message names can be typed where the message is read.
//!
//! ```
//! use habitue::ledger::{Rules, Transaction};
//! use habitue::money::{Currency, Money};
//! use habitue::remedy::{Face, Remedy};
//! use habitue::summary::Summary;
//! use habitue::time::Day;
//!
//! let mut summary = Summary::new(Rules::money(Currency::EUR));
//! let back = Money::from_minor(-500, Currency::EUR);
//! let error = summary.update(&Transaction::new("Ada", Day::parse("2024-05-01")?, back)).unwrap_err();
//! assert_eq!(error.remedies(), [Remedy::NetRefunds]);
//! assert!(error.to_string().ends_with("to go on: Rules::with_refunds(Refunds::Net)"));
//! assert!(error.told(Face::CommandLine).ends_with("to go on: --refunds net"));
//! # Ok::<(), habitue::Error>(())
//! ```

/// Where an option is set, and so how it is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Face {
    /// A method of this crate: `Rules::with_refunds(Refunds::Net)`.
    Rust,
    /// An option of the main job: `--refunds net`.
    CommandLine,
    /// A field of a structure of C: `rules.refunds = HABITUE_REFUNDS_NET`. Python spells it by the
    /// same name, `refunds="net"`.
    C,
}

impl Face {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Rust, Self::CommandLine, Self::C];
}

/// An option that decides, with its value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Remedy {
    /// Bad rows are left out and counted.
    RejectBadRows,
    /// Rows without a customer are left out and counted.
    LeaveOutGuests,
    /// Refunds are netted.
    NetRefunds,
    /// Amounts with more decimals than the currency are taken, and sums rounded once.
    Round,
    /// Amounts of 0 are left out and counted.
    LeaveOutZeroAmounts,
    /// What has no cost cost nothing.
    FreeCosts,
    /// The currency of the amounts, by its code.
    Currency(&'static str),
    /// Rows of other currencies are left out and counted.
    LeaveOutOtherCurrencies,
    /// Rows of other currencies are converted by rates.
    Convert,
    /// How dates are written, by name.
    DateFormat(String),
    /// The zone whose days count.
    TimeZone(String),
    /// What stands before the decimals: a point or a comma.
    DecimalMark(char),
    /// Which column holds what: the role, by [name](crate::intake), and the column.
    Column {
        /// What it holds, such as `customer`.
        role: &'static str,
        /// How it is called.
        name: String,
    },
    /// What a column of a survey holds: the role, by [name](crate::study::SurveyRole), and the column.
    SurveyColumn {
        /// What it holds, such as `wave`.
        role: &'static str,
        /// How it is called.
        name: String,
    },
    /// The scale of the items of a survey, by name.
    SurveyScale(String),
    /// The encoding of the file, by name.
    Encoding(String),
    /// Double quotes are characters like others.
    NoQuotes,
}

impl Remedy {
    /// How a face spells it.
    ///
    /// ```
    /// use habitue::remedy::{Face, Remedy};
    ///
    /// let remedy = Remedy::Column { role: "customer", name: "Card no.".into() };
    /// let spelled = [Face::Rust, Face::CommandLine, Face::C].map(|face| remedy.spelled(face));
    /// assert_eq!(spelled[0], "Hints::with_column(ColumnRole::Customer, \"Card no.\")");
    /// assert_eq!(spelled[1], "--customer-column \"Card no.\"");
    /// assert_eq!(spelled[2], "format.customer = \"Card no.\"");
    /// ```
    #[must_use]
    pub fn spelled(&self, face: Face) -> String {
        let [rust, command_line, c] = match self {
            Self::RejectBadRows => [
                "TransactionFormat::rejecting",
                "--bad-rows reject",
                "format.bad_rows = HABITUE_BAD_ROWS_REJECT",
            ],
            Self::LeaveOutGuests => [
                "TransactionFormat::with_guests(Guests::LeaveOut)",
                "--guests leave-out",
                "format.guests = HABITUE_GUESTS_LEAVE_OUT",
            ],
            Self::NetRefunds => [
                "Rules::with_refunds(Refunds::Net)",
                "--refunds net",
                "rules.refunds = HABITUE_REFUNDS_NET",
            ],
            Self::Round => [
                "Rules::with_rounding(Rounding::HalfEven)",
                "--rounding half-even",
                "rules.rounding = HABITUE_ROUNDING_HALF_EVEN",
            ],
            Self::LeaveOutZeroAmounts => [
                "TransactionFormat::with_zero_amounts(ZeroAmounts::LeaveOut)",
                "--zero-amounts leave-out",
                "format.zero_amounts = HABITUE_ZERO_AMOUNTS_LEAVE_OUT",
            ],
            Self::FreeCosts => [
                "Rules::with_costs(MissingCosts::Free)",
                "--missing-costs free",
                "rules.costs = HABITUE_COSTS_FREE",
            ],
            Self::LeaveOutOtherCurrencies => [
                "TransactionFormat::with_currency(column, OtherCurrencies::LeaveOut)",
                "--currency-only",
                "format.other_currencies = HABITUE_OTHER_CURRENCIES_LEAVE_OUT",
            ],
            Self::Convert => [
                "TransactionFormat::with_currency(column, OtherCurrencies::Convert(rates))",
                "--rates FILE",
                "format.other_currencies = HABITUE_OTHER_CURRENCIES_CONVERT",
            ],
            Self::NoQuotes => {
                ["LayoutOptions::with_quoting(false)", "--no-quotes", "format.unquoted = 1"]
            }
            _ => return self.with_value(face),
        };
        match face {
            Face::Rust => rust,
            Face::CommandLine => command_line,
            Face::C => c,
        }
        .to_owned()
    }

    /// The spelling of those that have a value.
    fn with_value(&self, face: Face) -> String {
        let [rust, command_line, c] = match self {
            Self::Currency(code) => [
                format!("Rules::money(Currency::from_code(\"{code}\")?)"),
                format!("--currency {code}"),
                format!("rules.currency = \"{code}\""),
            ],
            Self::DateFormat(name) => [
                format!("Hints::with_date_format(DateFormat::named({name:?})?)"),
                format!("--date-format {}", typed(name)),
                format!("format.date_format = {name:?}"),
            ],
            Self::TimeZone(zone) => [
                format!("Hints::with_timezone(TimeZone::parse({zone:?})?)"),
                format!("--timezone {}", typed(zone)),
                format!("format.time_zone = {zone:?}"),
            ],
            Self::DecimalMark(mark) => {
                let (variant, word) =
                    if *mark == ',' { ("Comma", "comma") } else { ("Point", "point") };
                [
                    format!("NumberFormat::new(DecimalMark::{variant})"),
                    format!("--decimal-mark {word}"),
                    format!("format.decimal_mark = '{mark}'"),
                ]
            }
            Self::Column { role, name } => {
                let variant = match *role {
                    "price" => "UnitPrice".to_owned(),
                    other => other[..1].to_uppercase() + &other[1..],
                };
                let field = match *role {
                    "margin" => "cost",
                    "invoice" | "product" => "refunded_by",
                    other => other,
                };
                [
                    format!("Hints::with_column(ColumnRole::{variant}, {name:?})"),
                    format!("--{role}-column {}", typed(name)),
                    format!("format.{field} = {name:?}"),
                ]
            }
            Self::SurveyColumn { role, name } => [
                format!("SurveyOptions::with_assignment({:?})", format!("{role}={name}")),
                format!("--survey-column {}", typed(&format!("{role}={name}"))),
                format!("options.columns = {:?}", format!("{role}={name}")),
            ],
            Self::SurveyScale(name) => [
                format!("SurveyOptions::with_scale({name:?}.parse()?)"),
                format!("--survey-scale {name}"),
                format!("options.scale = {name:?}"),
            ],
            Self::Encoding(name) => [
                format!("Source::in_encoding(bytes, Encoding::named({name:?})?)"),
                format!("--encoding {name}"),
                format!("format.encoding = {name:?}"),
            ],
            // Those without a value are told above.
            _ => Default::default(),
        };
        match face {
            Face::Rust => rust,
            Face::CommandLine => command_line,
            Face::C => c,
        }
    }
}

/// A value as it is typed in a shell.
fn typed(value: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_./:+=".contains(letter);
    if !value.is_empty() && value.chars().all(plain) {
        value.to_owned()
    } else {
        format!("{value:?}")
    }
}
