//! Pictures of columns, which need no study: a funnel, a Kano plane, a tornado and so on.

use crate::capi::customers::stated;
use crate::capi::prelude::*;
use crate::capi::study::language_of;
use crate::money::Currency;
use crate::report::pictures::{
    FunnelStep, PurchaseTimes, Rate, SpendBin, expected_by_age, funnel, heterogeneity, histories,
    kano, promoter_trend, spend_density, tornado,
};
use crate::report::{Numbers, Picture, Terms, draw};
use crate::satisfaction::{KanoCounts, PromoterCounts, PromoterInterval};
use crate::study::ValueBasis;
use crate::time::Unit;
use crate::value::TornadoBar;

enumeration!(HABITUE_PICTURE: ColumnPicture = 1);

/// What a picture of columns shows, with the columns and settings that it reads; columns are of
/// double unless said.
#[derive(Clone, Copy, PartialEq)]
pub(in crate::capi) enum ColumnPicture {
    /// How many reach each step of a funnel: `name` (text), `count` (uint64_t), which does not rise.
    /// At most 30 rows.
    Funnel,
    /// Attributes by what they please and annoy: `name` (text); how many placed each as `must_be`,
    /// `one_dimensional`, `attractive`, `indifferent`, `reverse` and `questionable`. Setting:
    /// `category_strength` = 0.05. At most 40 rows.
    Kano,
    /// The promoter score of waves with 95 % intervals: `name` (text); `promoters`, `passives` and
    /// `detractors` (uint64_t). 2 to 24 rows.
    PromoterTrend,
    /// How far a value moves with each input: `name` (text); the value at the `low` and at the `high`
    /// end of the input. Setting: `base`, the value with all inputs at theirs. The widest first, at
    /// most 30 rows. Reads the currency.
    Tornado,
    /// Mean spend a purchase: bins from `low` to `high`, ascending, with their `count` of customers
    /// (uint64_t); may have how many were `expected`. At most 200 rows. Reads the currency.
    SpendDensity,
    /// When customers bought, a row a purchase: `name` (text) of the customer, whose purchases stand
    /// together, and its `time`, ascending; may have their `chance` to buy, 0 to 1, the same in all
    /// rows of a customer, NaN where it is not known. Settings: `end`, up to which they are watched,
    /// and `split` = NAN. At most 40 customers. Reads the unit.
    Histories,
    /// How purchase rates are spread: `rate`, ascending, and its `density`. Setting: `mean`. Reads the
    /// unit.
    HeterogeneityPurchases,
    /// The same of chances to leave after a purchase.
    HeterogeneityDropout,
    /// The same of rates of leaving.
    HeterogeneityAttrition,
    /// Expected repeat purchases of a new customer: `age`, ascending, and `purchases` until then. Reads
    /// the unit.
    ExpectedByAge,
}

/// How a picture of columns is written. Start from `HABITUE_PICTURE_OPTIONS_INIT`; NULL means the
/// same.
#[apply(versioned)]
pub struct habitue_picture_options {
    /// `HABITUE_ENGLISH`, the default, or `HABITUE_CHINESE`.
    pub language: i32,
    /// Unit of times and rates (`HABITUE_UNIT_...`) of a picture that reads it, or
    /// `HABITUE_UNIT_NOT_STATED`, the default.
    pub unit: i32,
    pub reserved: u32,
    /// The ISO 4217 code of amounts of a picture that reads it; empty: of no currency.
    pub currency: habitue_text,
}

begins!(habitue_picture_options, unit = HABITUE_UNIT_NOT_STATED);

/// What a picture is written with.
struct Written {
    numbers: Numbers,
    unit: Option<Unit>,
}

impl habitue_picture_options {
    unsafe fn read(&self, picture: ColumnPicture) -> Result<Written> {
        use ColumnPicture::{Funnel, Kano, PromoterTrend, SpendDensity, Tornado};
        let language = language_of(self.language, "options.language")?;
        let code = self.currency.filled("options.currency")?;
        let unit = stated(self.unit, "options.unit")?;
        let of_money = matches!(picture, Tornado | SpendDensity);
        let timeless = of_money || matches!(picture, Funnel | Kano | PromoterTrend);
        let code_is_idle = (code.is_some() && !of_money, "options.currency");
        idle(&[code_is_idle, (unit.is_some() && timeless, "options.unit")], "by this picture")?;
        let currency = code.map_or_else(|| Currency::none(2), Currency::from_label)?;
        Ok(Written { numbers: Numbers::new(language, currency), unit })
    }
}

impl Written {
    /// The terms of a picture that reads the unit.
    fn terms(&self) -> Result<Terms> {
        let unit = self.unit.ok_or_else(|| absent("options.unit"))?;
        Ok(Terms::new(self.numbers, unit, 0.0, None, ValueBasis::Purchases))
    }
}

/// Draws a picture (`HABITUE_PICTURE_...`) of columns and settings by name as an SVG file that
/// stands alone, without a NUL: up to `capacity` bytes to `svg`, and their number to `*needed`.
/// `options` may be NULL.
///
/// Returns also `HABITUE_NOT_READ`, `HABITUE_MISSING_COLUMN`, `HABITUE_MISSING_VALUE`,
/// `HABITUE_EMPTY_INPUT`, and `HABITUE_OUT_OF_RANGE` or `HABITUE_NOT_FINITE` with the row.
pub unsafe fn habitue_picture(
    picture: ColumnPicture,
    figures: Evidence,
    options: Option<habitue_picture_options>,
    svg: Buffer<c_char>,
) -> Result<()> {
    let written = options.unwrap_or_default().read(picture)?;
    svg.write(draw::standalone(drawn(picture, &figures, &written)?.svg()))
}

/// What a picture reads of the figures, by their names: the column `name` of text, columns that
/// must be there, columns of double that may, and settings.
macro_rules! take {
    ($given:ident, $of:literal: $($text:ident)?; $($name:ident [$cell:ty]),*; $($maybe:ident),*;
        $($set:ident = [$($default:expr)?]),*) => {
        let columns = &[$(stringify!($text),)? $(stringify!($name),)* $(stringify!($maybe)),*];
        $given.only($of, columns, &[$(stringify!($set)),*])?;
        $given.some()?;
        $(let $name = $given.column::<$cell>(stringify!($name))?;)*
        $(let $maybe = $given.optional::<f64>(stringify!($maybe))?;)*
        $(let $set: Option<f64> = $given.setting(stringify!($set), &[$($default)?])?;)*
        $(let $text = $given.texts(stringify!($text))?;)?
    };
}

fn drawn(picture: ColumnPicture, given: &Evidence<'_>, written: &Written) -> Result<Picture> {
    let numbers = &written.numbers;
    let finite = |setting: Option<f64>| setting.unwrap_or(f64::NAN);
    match picture {
        ColumnPicture::Funnel => {
            take!(given, "FUNNEL": name; count [u64]; ;);
            let steps = name.zip(count).map(|(name, count)| FunnelStep::new(name, *count));
            funnel(&steps.collect::<Vec<_>>(), numbers)
        }
        ColumnPicture::Kano => {
            take!(given, "KANO": name; must_be [f64], one_dimensional [f64], attractive [f64],
                indifferent [f64], reverse [f64], questionable [f64]; ; category_strength = [0.05]);
            let classes =
                [must_be, one_dimensional, attractive, indifferent, reverse, questionable];
            let analysed = |row: usize| {
                KanoCounts::from_counts(classes.map(|column| column[row]))
                    .map_err(|error| match error.row() {
                        Some(class) => error.in_column(KANO_CLASSES[class as usize]),
                        None => error,
                    })
                    .and_then(|counts| counts.analyse(finite(category_strength)))
                    .map_err(|error| error.at_row(row as u64))
            };
            let attributes: Result<Vec<_>> =
                name.enumerate().map(|(row, name)| Ok((name, analysed(row)?))).collect();
            kano(&attributes?, numbers)
        }
        ColumnPicture::PromoterTrend => {
            take!(given, "PROMOTER_TREND": name;
                promoters [u64], passives [u64], detractors [u64]; ;);
            let score = |row: usize| {
                PromoterCounts::from_counts(promoters[row], passives[row], detractors[row])
                    .and_then(|counts| counts.score(PromoterInterval::Score, 0.95))
                    .map_err(|error| error.at_row(row as u64))
            };
            let waves: Result<Vec<_>> =
                name.enumerate().map(|(row, name)| Ok((name, score(row)?))).collect();
            promoter_trend(&waves?, numbers)
        }
        ColumnPicture::Tornado => {
            take!(given, "TORNADO": name; low [f64], high [f64]; ; base = []);
            let bar = |(input, (&low, &high))| TornadoBar { input, low, high };
            let bars: Vec<_> = low.iter().zip(high).enumerate().map(bar).collect();
            tornado(finite(base), &bars, &name.collect::<Vec<_>>(), numbers)
        }
        ColumnPicture::SpendDensity => {
            take!(given, "SPEND_DENSITY": ; low [f64], high [f64], count [u64]; expected;);
            let bin = |((&low, &high), &customers)| SpendBin { low, high, customers };
            let bins: Vec<_> = low.iter().zip(high).zip(count).map(bin).collect();
            let middles = bins.iter().map(|bin| f64::midpoint(bin.low, bin.high));
            let line: Vec<_> = middles.zip(expected.unwrap_or_default().iter().copied()).collect();
            spend_density(&bins, &line, numbers)
        }
        ColumnPicture::Histories => {
            take!(given, "HISTORIES": name; time [f64]; chance; end = [], split = [f64::NAN]);
            let customers = customers(name, time, chance)?;
            histories(&customers, finite(end), split, &written.terms()?)
        }
        ColumnPicture::HeterogeneityPurchases => spread(Rate::Purchases, given, written),
        ColumnPicture::HeterogeneityDropout => spread(Rate::Dropout, given, written),
        ColumnPicture::HeterogeneityAttrition => spread(Rate::Attrition, given, written),
        ColumnPicture::ExpectedByAge => {
            take!(given, "EXPECTED_BY_AGE": ; age [f64], purchases [f64]; ;);
            expected_by_age(&points(age, purchases), &written.terms()?)
        }
    }
}

/// The columns of a Kano plane, in the order of counts.
const KANO_CLASSES: [&str; 6] =
    ["must_be", "one_dimensional", "attractive", "indifferent", "reverse", "questionable"];

fn spread(of: Rate, given: &Evidence<'_>, written: &Written) -> Result<Picture> {
    take!(given, "HETEROGENEITY": ; rate [f64], density [f64]; ; mean = []);
    heterogeneity(of, &points(rate, density), mean.unwrap_or(f64::NAN), &written.terms()?)
}

fn points(x: &[f64], y: &[f64]) -> Vec<(f64, f64)> {
    x.iter().copied().zip(y.iter().copied()).collect()
}

/// The purchases that stand together under a name are those of one customer.
fn customers<'a>(
    names: impl Iterator<Item = &'a str>,
    times: &[f64],
    chances: Option<&[f64]>,
) -> Result<Vec<PurchaseTimes>> {
    let mut found: Vec<PurchaseTimes> = Vec::new();
    for (row, (name, time)) in names.zip(times).enumerate() {
        let chance = chances.map(|column| column[row]).filter(|chance| !chance.is_nan());
        match found.last_mut().filter(|last| last.name == name) {
            Some(last) if last.chance != chance => {
                let message = "differs from that of the customer's first row";
                return Err(fault(ErrorKind::Inconsistent, "chance", message).at_row(row as u64));
            }
            Some(last) => last.times.push(*time),
            None => {
                let mut one = PurchaseTimes::new(name, &[*time]);
                one.chance = chance;
                found.push(one);
            }
        }
    }
    Ok(found)
}
