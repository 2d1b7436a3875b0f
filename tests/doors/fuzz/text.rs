//! Damaged CSV, of transactions and of answers.

use habitue::Progress;
use habitue::ledger::{Guests, Ledger, Refunds, Rules, TransactionFormat};
use habitue::lifetime::{FitOptions, Histories, Nbd};
use habitue::money::{Currency, DecimalMark, Rounding};
use habitue::satisfaction::{IndexOptions, SatisfactionIndex};
use habitue::summary::{Convention, Summary};
use habitue::survey::{
    CsvLayout, MissingPolicy, Moments, OutOfScale, Question, Questionnaire, Scale, read_csv,
};
use habitue::time::{Unit, Window};

use super::harness::{Case, run};
use super::mutator::Random;

const LEDGER: &str = "customer,date,amount,cost\n\
a,2024-01-01,10.00,4\n\
a,2024-01-09T23:59:59,12.50,\n\
\"b, c\",2024-02-29,0.01,0.00\n\
d,2024-03-01,-3.00,1\n\
9007199254740993,1970-01-01,99999999999.99,5\n";

const SURVEY: &str = "who,w,q1,q2\n\
1,1.5,5,2\n\
2,0.5,NA,3\n\
3,1,1,\n\
4,2,4,1\n";

const WORDS: [&[u8]; 24] = [
    b"\n",
    b"\r\n",
    b",",
    b";",
    b"\"",
    b"\"\"",
    b"\xff",
    b"\0",
    b"-",
    b".",
    b"e308",
    b"NaN",
    b"inf",
    b"1e-400",
    b"9999-12-31",
    b"-262143-01-01",
    b"+262142-12-31",
    b"0000-00-00",
    b"99999999999999999999",
    b"79228162514264337593543950335",
    b"24:00:00",
    b"Z",
    b"+23:59",
    "\u{feff}\u{4e00}".as_bytes(),
];

#[test]
fn transactions_from_any_text_are_read_or_refused() {
    run("ledger csv", 3_000, |random, case| {
        let mut text = LEDGER.repeat(1 + random.below(3)).into_bytes();
        random.mutate(&mut text, &WORDS);
        let (format, rules) = (format(random), rules(random));
        let read = case.call("Ledger::read_csv", 40 * text.len(), || read(&text, &format, &rules));
        let Some(Ok(ledger)) = read else { return };
        summarise(&ledger, text.len(), random, case);
    });
}

fn format(random: &mut Random) -> TransactionFormat {
    let mut format = TransactionFormat::new("customer", "date", "amount");
    if random.happens(0.3) {
        format = format.with_cost("cost");
    }
    if random.happens(0.2) {
        format = format.with_integer_keys();
    }
    if random.happens(0.1) {
        format = format.with_decimal_mark(DecimalMark::Comma);
    }
    if random.happens(0.2) {
        format = format.with_guests(Guests::LeaveOut).with_status("cost", ["4", ""]);
    }
    if random.happens(0.2) {
        format = match random.below(3) {
            0 => format.matching_refunds_by_amount(),
            1 => format.matching_refunds_by_product("cost"),
            _ => format.matching_refunds_by_invoice("customer"),
        };
    }
    if random.happens(0.2) {
        let known = ["%Y-%m-%d", "%d.%m.%y", "%s", "%Y", "%", "dmy", "epoch", "%c"];
        format = format.with_date_format(random.pick(&known));
    }
    if random.happens(0.7) { format.rejecting(random.below(10)) } else { format }
}

fn rules(random: &mut Random) -> Rules {
    let currency = if random.happens(0.9) { Currency::EUR } else { Currency::JPY };
    let rules = Rules::money(currency);
    match random.below(3) {
        0 => rules,
        1 => rules.with_refunds(Refunds::Net),
        _ => rules.with_refunds(Refunds::Net).with_rounding(Rounding::HalfEven),
    }
}

fn read(text: &[u8], format: &TransactionFormat, rules: &Rules) -> habitue::Result<Ledger> {
    let (ledger, audit) = Ledger::read_csv(text, format, rules, &mut Progress::silent())?;
    assert_eq!(ledger.len() as u64, audit.taken_rows());
    let _ = (audit.to_string(), ledger.visits()?);
    Ok(ledger)
}

fn summarise(ledger: &Ledger, bytes: usize, random: &mut Random, case: &mut Case) {
    let end = random.pick(&["2024-03-31", "1970-01-02", "2262-04-11", "9999-12-31"]);
    let Ok(day) = habitue::time::Day::parse(end) else { return };
    let window = Window::until(day);
    let unit = random.pick(&[Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Year]);
    let convention = Convention::btyd(unit);
    let table = case
        .call("summary", 100 * bytes, || Summary::from_ledger(ledger)?.table(&window, &convention));
    let Some(Ok(table)) = table else { return };
    let (x, t_x, t) = (table.x(), table.t_x(), table.t());
    let sound = t_x.iter().chain(t).all(|time| time.is_finite() && *time >= 0.0);
    case.see(sound, || format!("times {t_x:?} {t:?}"));
    let spends = case.call("mean_repeat_spend", 100 * bytes, || table.mean_repeat_spend());
    let finite = spends.is_none_or(|spends| spends.iter().all(|spend| spend.is_finite()));
    case.see(finite, || "a mean spend is no number".to_owned());
    if let Ok(rows) = Histories::new(x, t_x, t) {
        let _ = case.call("fit", 1 << 16, || Nbd::fit(&rows, &FitOptions::default()));
    }
}

#[test]
fn answers_from_any_text_are_read_or_refused() {
    run("survey csv", 8_000, |random, case| {
        let mut text = SURVEY.repeat(1 + random.below(2)).into_bytes();
        random.mutate(&mut text, &WORDS);
        let scale = Scale::points(1, 5).unwrap();
        let other = Scale::continuous(0.0, 10.0).unwrap();
        let questions = vec![Question::new("q1", scale), Question::new("q2", other)];
        let questionnaire = Questionnaire::new(questions).unwrap();
        let mut layout = CsvLayout::new();
        if random.happens(0.5) {
            layout = layout.with_key("who");
        }
        if random.happens(0.7) {
            layout = layout.with_weight("w");
        }
        if random.happens(0.5) {
            layout = layout.with_out_of_scale(OutOfScale::CountAsMissing);
        }
        let read = case.call("read_csv", 40 * text.len(), || {
            read_csv(text.as_slice(), questionnaire, &layout)
        });
        let Some(Ok(answers)) = read else { return };
        let policy = random.pick(&[
            MissingPolicy::AvailableCase,
            MissingPolicy::Listwise,
            MissingPolicy::PersonMean { minimum_share: 0.5 },
            MissingPolicy::ItemMean,
            MissingPolicy::ExpectationMaximisation,
        ]);
        let index = case.call("index", 1 << 16, || {
            SatisfactionIndex::of(&answers, IndexOptions::new(policy)).map(|index| index.value)
        });
        if let Some(Ok(value)) = index {
            case.see((0.0..=100.0).contains(&value), || format!("an index of {value}"));
        }
        let _ = case.call("moments", 1 << 16, || Moments::of(&answers, policy).map(drop));
    });
}
