//! Every kind of file, through proposals: the right rows and totals, or a refusal whose remedy,
//! tried as the error carries it, gives them.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../common/file_cases.rs"]
mod cases;

use habitue::intake::{ColumnRole, Hints, Proposal, Source};
use habitue::ledger::{
    FileAudit, Guests, Ledger, OtherCurrencies, Refunds, Rules, Transaction, TransactionFormat,
};
use habitue::money::{Currency, DecimalMark, NumberFormat, Rounding};
use habitue::remedy::{Face, Remedy};
use habitue::summary::Summary;
use habitue::time::{DateFormat, TimeZone};
use habitue::{Error, Job, Progress};

/// What was decided, one remedy after the other.
fn read(source: &Source, decided: &[Remedy]) -> Result<(Ledger, FileAudit, Summary), Error> {
    let mut hints = Hints::new();
    for remedy in decided {
        hints = match remedy {
            Remedy::Currency(code) => hints.with_currency(Currency::from_code(code)?),
            Remedy::DateFormat(name) => hints.with_date_format(DateFormat::named(name)?),
            Remedy::TimeZone(zone) => hints.with_timezone(TimeZone::parse(zone)?),
            Remedy::DecimalMark(',') => {
                hints.with_number_format(NumberFormat::new(DecimalMark::Comma))
            }
            Remedy::DecimalMark(_) => {
                hints.with_number_format(NumberFormat::new(DecimalMark::Point))
            }
            _ => hints,
        };
    }
    let proposal = Proposal::of(source, &hints)?;
    let mut format = TransactionFormat::proposed(&proposal);
    let mut rules = match proposal.column(ColumnRole::Amount) {
        Some(_) => Rules::money(proposal.currency().unwrap_or(Currency::none(2)?)),
        None => Rules::visits(),
    };
    for remedy in decided {
        match remedy {
            Remedy::RejectBadRows => format = format.rejecting(9),
            Remedy::LeaveOutGuests => format = format.with_guests(Guests::LeaveOut),
            Remedy::NetRefunds => rules = rules.with_refunds(Refunds::Net),
            Remedy::Round => rules = rules.with_rounding(Rounding::HalfEven),
            Remedy::LeaveOutOtherCurrencies => {
                format = format.with_currency("currency", OtherCurrencies::LeaveOut);
            }
            _ => {}
        }
    }
    let (ledger, audit) =
        Ledger::read(source, proposal.layout(), &format, &rules, &mut Progress::silent())?;
    let mut summary = Summary::new(rules);
    let again = summary.read(source, proposal.layout(), &format, &mut Job::new())?;
    assert_eq!(again.to_string(), audit.to_string());
    Ok((ledger, audit, summary))
}

fn told(row: &Transaction<'_>) -> (String, String, i64) {
    let cents = row.amount.map_or(0, |money| money.round(Rounding::Floor).to_minor().unwrap());
    (row.customer.to_string(), row.at.day().to_string(), cents)
}

#[test]
fn every_kind_of_file_gives_its_rows_or_names_the_remedy_that_does() {
    let cases = cases::all();
    assert!(cases.len() >= 64, "{}", cases.len());
    for case in cases {
        let name = case.name;
        let source =
            Source::from_bytes(case.bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut decided: Vec<Remedy> = Vec::new();
        let found = loop {
            match read(&source, &decided) {
                Ok(found) => break Some(found),
                Err(error) => {
                    let new = error.remedies().iter().find(|remedy| !decided.contains(remedy));
                    let Some(new) = new else {
                        assert!(case.rows.is_none(), "{name}: {error}");
                        break None;
                    };
                    // What the error carries is what its words say, at every face.
                    for &face in Face::ALL {
                        assert!(error.told(face).contains(&new.spelled(face)), "{name}: {error}");
                    }
                    decided.push(new.clone());
                }
            }
        };
        let named: Vec<String> =
            decided.iter().map(|remedy| remedy.spelled(Face::CommandLine)).collect();
        assert_eq!(named, case.remedies, "{name}");
        let (Some((ledger, audit, summary)), Some(rows)) = (found, case.rows) else { continue };
        let taken: Vec<(String, String, i64)> =
            ledger.transactions().map(|row| told(&row)).collect();
        let expected: Vec<(String, String, i64)> =
            rows.iter().map(|row| (row.0.into(), row.1.into(), row.2)).collect();
        assert_eq!(taken, expected, "{name}");
        assert_eq!((audit.taken_rows(), audit.left_out_rows()), (rows.len() as u64, case.left_out));
        assert_eq!(summary.rows(), rows.len() as u64, "{name}");
        let own = ledger.rules().currency().unwrap();
        let sum = audit.taken(own).unwrap().round(Rounding::Floor).to_minor().unwrap();
        // Amounts with more decimals are rounded in their sum, not one by one.
        let all: i64 = rows.iter().map(|row| row.2).sum();
        let slack = i64::from(case.remedies == ["--rounding half-even"]);
        assert!((all..=all + slack).contains(&sum), "{name}: {sum} {all}");
    }
}
