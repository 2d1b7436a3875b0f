//! A base that lives, as bytes: stopped anywhere and replayed, it is as if it had never stopped.

use habitue::customer::Key;
use habitue::ledger::{Ledger, MissingCosts, Refunds, Rules, Transaction};
use habitue::lifetime::{BgNbd, GammaGamma, Model, Valuation};
use habitue::money::{Currency, Money, Rounding};
use habitue::summary::{Convention, Live, Row, Summary, Table};
use habitue::time::{Day, Moment, Phase, Unit, Window};
use habitue::value::{Pyramid, Scorer};
use habitue::{Error, ErrorKind};
use proptest::prelude::*;

const FIRST: i32 = 19_000;

/// A message: somebody buys, or is to be forgotten where `mills` is `None`.
#[derive(Debug, Clone, Copy)]
struct Message {
    customer: i64,
    hour: i64,
    mills: Option<i64>,
    cost: Option<i64>,
}

fn rules(hours: bool, costs: bool, refunds: Refunds) -> Rules {
    let mut rules =
        Rules::money(Currency::EUR).with_refunds(refunds).with_rounding(Rounding::HalfAwayFromZero);
    if hours {
        rules = rules.with_hours();
    }
    if costs { rules.with_costs(MissingCosts::assume(0.3).unwrap()) } else { rules }
}

/// Thousandths of a euro, so that cents have parts.
fn euros(mills: i64) -> Money {
    Money::new(rust_decimal::Decimal::new(mills, 3), Currency::EUR)
}

fn transaction<'a>(key: Key<'a>, message: &Message, costs: bool) -> Transaction<'a> {
    let at = Moment::from_seconds(i64::from(FIRST) * 86_400 + message.hour * 3_600).unwrap();
    let bought = Transaction::new(key, at, euros(message.mills.unwrap_or(0)));
    match message.cost.filter(|_| costs) {
        Some(cost) => bought.with_cost(euros(cost)),
        None => bought,
    }
}

/// A base, and how it is asked.
#[derive(Debug, Clone, Copy)]
struct Case {
    text: bool,
    hours: bool,
    costs: bool,
    refunds: Refunds,
    floored: bool,
}

impl Case {
    fn window(&self) -> Window {
        Window::until(Day::from_number(FIRST + 60).unwrap())
            .with_start(Day::from_number(FIRST + 5).unwrap())
            .and_then(|window| window.with_holdout_until(Day::from_number(FIRST + 80)?))
            .unwrap()
    }

    fn convention(&self) -> Convention {
        if self.floored { Convention::lifetimes(Unit::Week) } else { Convention::btyd(Unit::Week) }
    }

    fn empty(&self) -> Live {
        let summary = Summary::new(rules(self.hours, self.costs, self.refunds));
        let mut live = summary.live(&self.window(), &self.convention()).unwrap();
        live.remember(7);
        live
    }

    fn told<T>(&self, message: &Message, tell: impl FnOnce(Key<'_>) -> T) -> T {
        let name = format!("客{}", message.customer);
        tell(if self.text { Key::from(&name) } else { Key::from(message.customer) })
    }

    /// Whether the message was new.
    fn apply(&self, live: &mut Live, sequence: u64, message: &Message) -> Result<bool, Error> {
        self.told(message, |key| match message.mills {
            None => Ok(live.apply_forget(sequence, &key)?.is_some()),
            Some(_) => {
                let found = live.apply(sequence, &transaction(key, message, self.costs))?;
                if let Some(arrival) = &found {
                    let day = Day::from_number(FIRST + (message.hour / 24) as i32).unwrap();
                    assert_eq!(arrival.phase, self.window().phase(day));
                    assert_eq!(arrival.row, live.row(&key).unwrap());
                }
                Ok(found.is_some())
            }
        })
    }

    fn update(&self, summary: &mut Summary, message: &Message) {
        self.told(message, |key| match message.mills {
            None => drop(summary.erase(&key)),
            Some(_) => summary.update(&transaction(key, message, self.costs)).unwrap(),
        });
    }
}

fn case() -> impl Strategy<Value = Case> {
    let refunds = prop_oneof![Just(Refunds::Net), Just(Refunds::Keep)];
    (any::<[bool; 4]>(), refunds).prop_map(|([text, hours, costs, floored], refunds)| Case {
        text,
        hours,
        costs,
        refunds,
        floored,
    })
}

fn messages(erasures: bool) -> impl Strategy<Value = Vec<Message>> {
    let mills = prop_oneof![
        8 => (0_i64..40).prop_map(|euros| Some(1000 * euros)),
        3 => (-9_999_i64..9_999).prop_map(Some),
        1 => Just(if erasures { None } else { Some(0) }),
    ];
    let one = (0_i64..12, 0_i64..2_200, mills, prop::option::of(0_i64..9_000));
    let one = one.prop_map(|(customer, hour, mills, cost)| Message { customer, hour, mills, cost });
    prop::collection::vec(one, 1..120)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Snapshots at random places, a crash after each, and a replay from there of messages that
    /// overlap and come twice: the rows, the table and the bytes are those of a base that never
    /// stopped, and of a summary that was made at once.
    #[test]
    fn a_base_that_stops_is_as_one_that_never_did(
        case in case(),
        log in messages(true),
        crashes in prop::collection::vec((0_usize..120, 0_usize..20, 0_usize..9), 0..5),
    ) {
        let (mut kept, mut at_once) = (case.empty(), Summary::new(*case.empty().rules()));
        for (sequence, message) in (1..).zip(&log) {
            prop_assert!(kept.is_new(sequence as i64));
            prop_assert!(case.apply(&mut kept, sequence, message).unwrap());
            case.update(&mut at_once, message);
        }
        let mut stopped = case.empty();
        let mut saved = stopped.to_bytes().unwrap();
        let mut crashes: Vec<_> =
            crashes.into_iter().map(|(at, more, back)| (at % log.len(), more, back)).collect();
        crashes.sort_unstable();
        crashes.push((log.len(), 0, 3));
        for (at, more, back) in crashes {
            // On to the snapshot, and some way beyond it, which is lost.
            let first = stopped.sequence() as usize;
            for (place, message) in log.iter().enumerate().take(at).skip(first.saturating_sub(back)) {
                let sequence = place as u64 + 1;
                let is_new = case.apply(&mut stopped, sequence, message).unwrap();
                prop_assert_eq!(is_new, place >= first);
                // The last seven numbers are remembered.
                let known = !is_new && sequence + 7 > first as u64;
                prop_assert_eq!(stopped.knows(sequence as i64), known);
                prop_assert!(!is_new || stopped.is_new(sequence as i64));
            }
            saved = stopped.to_bytes().unwrap();
            for (place, message) in log.iter().enumerate().skip(at).take(more) {
                case.apply(&mut stopped, place as u64 + 1, message).unwrap();
            }
            let beyond = stopped.sequence() + 2;
            let gap = case.apply(&mut stopped, beyond, &log[0]).unwrap_err();
            prop_assert_eq!((gap.kind(), gap.column()), (ErrorKind::OutOfRange, Some("sequence")));
            stopped = Live::from_bytes(&saved).unwrap();
            prop_assert_eq!(stopped.to_bytes().unwrap(), saved.clone());
        }
        prop_assert_eq!(stopped.sequence(), log.len() as u64);
        prop_assert_eq!(&saved, &kept.to_bytes().unwrap());
        let expected = at_once.table(&case.window(), &case.convention()).unwrap();
        for live in [&kept, &stopped] {
            prop_assert_eq!(&live.table().unwrap(), &expected);
            prop_assert_eq!(live.to_summary().unwrap().to_bytes().unwrap(), at_once.to_bytes().unwrap());
            for row in expected.rows() {
                prop_assert_eq!(live.row(&row.key).unwrap(), Some(row));
            }
        }
    }

    /// The same transactions are the same bytes, in whatever order and parts they came.
    #[test]
    fn the_bytes_do_not_depend_on_the_order(
        case in case(),
        (log, shuffled) in messages(false)
            .prop_flat_map(|log| (Just(log.clone()), Just(log).prop_shuffle())),
        cut in 0_usize..120,
        settled in any::<bool>(),
    ) {
        let rules = *case.empty().rules();
        let (mut one, mut other) = (Summary::new(rules), Summary::new(rules));
        let mut rest = Summary::new(rules);
        let (mut live, mut later) = (case.empty(), case.empty());
        for (place, (message, moved)) in log.iter().zip(&shuffled).enumerate() {
            case.update(&mut one, message);
            case.update(if place < cut { &mut other } else { &mut rest }, moved);
            case.apply(&mut live, place as u64 + 1, message).unwrap();
            case.apply(&mut later, place as u64 + 1, moved).unwrap();
        }
        if settled {
            rest.settle().unwrap();
        }
        other.merge(&rest).unwrap();
        let bytes = one.to_bytes().unwrap();
        prop_assert_eq!(&bytes, &other.to_bytes().unwrap());
        prop_assert_eq!(live.to_bytes().unwrap(), later.to_bytes().unwrap());
        let read = Summary::from_bytes(&bytes).unwrap();
        prop_assert_eq!(&read.to_bytes().unwrap(), &bytes);
        let table = |summary: &Summary| summary.table(&case.window(), &case.convention()).unwrap();
        prop_assert_eq!(table(&read), table(&one));
        // What was read goes on like the other.
        let mut read = read;
        read.merge(&other).unwrap();
        one.merge(&other).unwrap();
        prop_assert_eq!(read.to_bytes().unwrap(), one.to_bytes().unwrap());
    }

    /// Refunds that were matched to earlier purchases stand where they were known at the end of
    /// the calibration, wherever it moves to, before bytes and after.
    #[test]
    fn late_refunds_live_as_they_do_in_a_table(
        text in any::<bool>(),
        costs in any::<bool>(),
        bought in prop::collection::vec((0_i64..5, 0_i64..90, 1_i64..4, any::<bool>()), 1..60),
        opened in 0_usize..60,
        ends in prop::collection::vec(0_i32..100, 1..5),
    ) {
        let rules = rules(false, costs, Refunds::Net);
        let (mut ledger, mut before) = (Ledger::new(rules), Ledger::new(rules));
        let case = Case { text, hours: false, costs, refunds: Refunds::Net, floored: false };
        for (place, &(customer, day, euros, back)) in bought.iter().enumerate() {
            let message =
                Message { customer, hour: 24 * day, mills: Some(1000 * euros), cost: Some(500) };
            let later = Message {
                hour: message.hour + 24 * euros,
                mills: message.mills.map(|mills| -mills),
                ..message
            };
            for message in std::iter::once(message).chain(back.then_some(later)) {
                let into = if place < opened { &mut before } else { &mut ledger };
                case.told(&message, |key| into.push(&transaction(key, &message, costs)).unwrap());
            }
        }
        ledger.match_refunds().unwrap();
        before.match_refunds().unwrap();
        let mut all = Summary::from_ledger(&before).unwrap();
        let window = |end: i32| Window::until(Day::from_number(FIRST + end).unwrap());
        let convention = Convention::btyd(Unit::Day);
        let mut live = all.live(&window(ends[0]), &convention).unwrap();
        live.update_columns(&ledger.columns(), |_, _| ()).unwrap();
        all.push_columns(&ledger.columns()).unwrap();
        for end in ends {
            live.set_window(&window(end)).unwrap();
            prop_assert_eq!(live.table().unwrap(), all.table(&window(end), &convention).unwrap());
            let again = Live::from_bytes(&live.to_bytes().unwrap()).unwrap();
            let same: Table = again.table().unwrap();
            prop_assert_eq!(&same, &live.table().unwrap());
            let rows: Vec<Row<'_>> = same.rows().collect();
            for row in rows {
                prop_assert_eq!(live.row(&row.key).unwrap(), Some(row));
                prop_assert_eq!(again.row(&row.key).unwrap(), Some(row));
            }
        }
        prop_assert_eq!(live.to_summary().unwrap().to_bytes().unwrap(), all.to_bytes().unwrap());
    }
}

fn small(text: bool) -> Live {
    let case = Case { text, hours: true, costs: true, refunds: Refunds::Net, floored: false };
    let mut live = case.empty();
    for (sequence, (customer, hour, mills)) in
        (1..).zip([(3, 200, 9_995), (1, 900, 0), (3, 400, -1_000), (2, 5_000, 7_001)])
    {
        let message = Message { customer, hour, mills: Some(mills), cost: Some(3_333) };
        case.apply(&mut live, sequence, &message).unwrap();
        live.is_new(sequence as i64);
    }
    live
}

fn scorer() -> Scorer {
    let model = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap()).with_unit("week");
    let spend = Model::new(GammaGamma::new(6.25, 3.74, 15.44).unwrap()).with_unit("EUR");
    let cuts = Pyramid::abc().cuts(&[1.0, 9.0, 30.0, 31.0, 55.0]).unwrap();
    let window = Window::until(Day::from_number(FIRST + 60).unwrap());
    Scorer::of(&model.with_provenance("2024"), 39.0, Valuation::new(52.0).unwrap())
        .and_then(|scorer| scorer.with_spend_model(&spend))
        .and_then(|scorer| scorer.with_convention(Convention::btyd(Unit::Week)))
        .unwrap()
        .with_window(window)
        .with_tier_cuts(cuts)
}

#[test]
fn every_cut_and_every_flipped_bit_is_noticed() {
    fn holds<T>(bytes: &[u8], read: impl Fn(&[u8]) -> Result<T, Error>) {
        assert!(read(bytes).is_ok());
        for cut in 0..bytes.len() {
            assert!(read(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        for bit in 0..8 * bytes.len() {
            let mut damaged = bytes.to_vec();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&damaged).is_err(), "bit {bit}");
        }
    }
    for text in [false, true] {
        let live = small(text);
        holds(&live.to_bytes().unwrap(), Live::from_bytes);
        holds(&live.to_summary().unwrap().to_bytes().unwrap(), Summary::from_bytes);
    }
    for text in [false, true] {
        let table = small(text).table().unwrap();
        let logs = (0..table.len()).map(|row| row as f64 / 3.0).collect();
        let table = table.with_log_intervals(logs).unwrap();
        let bytes = table.to_bytes().unwrap();
        assert_eq!(Table::from_bytes(&bytes).unwrap(), table);
        holds(&bytes, Table::from_bytes);
    }
    holds(&scorer().to_bytes(), Scorer::from_bytes);
    let error = Summary::from_bytes(&small(true).to_bytes().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "bytes: are of a live summary, not of a summary");
}

/// Bytes with a right checksum that no library wrote are refused, or are a base that answers.
#[test]
fn what_nobody_wrote_is_refused_or_answers() {
    let sealed = |mut bytes: Vec<u8>| {
        let checksum = crc32fast::hash(&bytes);
        bytes.extend(checksum.to_le_bytes());
        bytes
    };
    for text in [false, true] {
        let bytes = small(text).to_bytes().unwrap();
        let body = &bytes[..bytes.len() - 4];
        let mut refused = 0;
        for place in 12..body.len() {
            for value in [0, 1, 2, 0x7f, 0x80, 0xff] {
                let mut other = body.to_vec();
                other[place] = value;
                match Live::from_bytes(&sealed(other)) {
                    Ok(live) => drop(live.table()),
                    Err(error) => {
                        assert_eq!(error.kind(), ErrorKind::Corrupt, "{place} {value}");
                        refused += 1;
                    }
                }
            }
        }
        assert!(refused > body.len(), "{refused} of {}", 6 * body.len());
    }
}

#[test]
fn a_scorer_is_one_artefact() {
    let (scorer, live) = (scorer(), small(true));
    let loaded = Scorer::from_bytes(&scorer.to_bytes()).unwrap();
    assert_eq!(loaded.to_bytes(), scorer.to_bytes());
    assert_eq!((loaded.model(), loaded.spend()), (scorer.model(), scorer.spend()));
    assert_eq!((loaded.interval(), loaded.valuation()), (39.0, scorer.valuation()));
    assert_eq!((loaded.tier_cuts(), loaded.window()), (scorer.tier_cuts(), scorer.window()));
    let stated = (Some(Unit::Week), Some(Currency::EUR), Some(&Convention::btyd(Unit::Week)));
    assert_eq!((loaded.unit(), loaded.currency(), loaded.convention()), stated);
    let key = Key::from("客3");
    let (row, score) = loaded.read(&live, &key).unwrap().unwrap();
    assert_eq!((Some(row), score.tier), (live.row(&key).unwrap(), 3));
    assert_eq!(scorer.read(&live, &key).unwrap(), Some((row, score)));
    assert_eq!(scorer.read(&live, &Key::from("nobody")).unwrap(), None);

    // Bases of anything else are refused by name, before anything is taken in.
    let window = *live.window();
    let kind = |rules: Rules, convention: Convention| {
        let mut live = Summary::new(rules).live(&window, &convention).unwrap();
        let paid = rules.currency().map(|currency| Money::from_minor(100, currency));
        let day = Day::from_number(FIRST).unwrap();
        let bought = paid.map_or_else(
            || Transaction::visit("Ada", day),
            |paid| Transaction::new("Ada", day, paid),
        );
        let error = scorer.rescore(&mut live, &bought).unwrap_err();
        assert_eq!((live.sequence(), error.column()), (0, Some("live")), "{error}");
        error.kind()
    };
    let (euros, weeks) = (Rules::money(Currency::EUR).with_hours(), Convention::btyd(Unit::Week));
    assert_eq!(kind(euros, Convention::btyd(Unit::Day)), ErrorKind::Inconsistent);
    assert_eq!(kind(euros, Convention::lifetimes(Unit::Week)), ErrorKind::Inconsistent);
    assert_eq!(kind(euros, weeks.with_hourly_occasions()), ErrorKind::Inconsistent);
    assert_eq!(kind(Rules::money(Currency::USD), weeks), ErrorKind::Currency);
    assert_eq!(kind(Rules::visits(), weeks), ErrorKind::Currency);
    let dollars = Scorer::from_bytes(&scorer.to_bytes()).unwrap().with_currency(Currency::USD);
    assert_eq!(dollars.unwrap_err().kind(), ErrorKind::Currency);
}

/// Many threads that read one base and one scorer at once see the same bits as one alone.
#[test]
fn many_read_at_once() {
    fn shared<T: Send + Sync>(_: &T) {}
    let (scorer, mut live) = (scorer(), small(false));
    shared(&scorer);
    shared(&live);
    for customer in 0..400_i64 {
        for time in 0..customer % 7 {
            let hour = 24 * (6 + (customer * 31 + time * time * 17) % 54);
            let message = Message { customer, hour, mills: Some(5_000 + 37 * time), cost: None };
            live.update(&transaction(Key::from(customer), &message, true)).unwrap();
        }
    }
    let bits = |scorer: &Scorer| -> Vec<Option<[u64; 3]>> {
        let read = |customer| {
            let (_, score) = scorer.read(&live, &Key::from(customer)).unwrap()?;
            Some([score.p_alive, score.expected_purchases, score.value].map(f64::to_bits))
        };
        (0..400).map(read).collect()
    };
    let alone = bits(&Scorer::from_bytes(&scorer.to_bytes()).unwrap());
    assert!(alone.iter().flatten().count() > 300);
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..4).map(|_| scope.spawn(|| bits(&scorer))).collect();
        for reader in readers {
            assert_eq!(reader.join().unwrap(), alone);
        }
    });
}

#[test]
fn a_purchase_outside_the_window_says_so() {
    let mut live = small(false);
    for (day, phase) in
        [(4, Phase::Before), (5, Phase::Calibration), (61, Phase::Holdout), (81, Phase::After)]
    {
        let message = Message { customer: 99, hour: 24 * day, mills: Some(1_000), cost: None };
        let now = live.update(&transaction(Key::from(99), &message, true)).unwrap();
        assert_eq!((now.phase, now.row.is_some()), (phase, day > 4));
    }
    let row = live.row(&Key::from(99)).unwrap().unwrap();
    assert_eq!((row.x, row.holdout_x, live.sequence()), (0, 1, 8));
}
