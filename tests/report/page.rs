//! The page, its text and the table of customers: hostile names, what is withheld, and the same in
//! every language.

use habitue::Progress;
use habitue::ledger::{Ledger, Rules, TransactionFormat};
use habitue::money::Currency;
use habitue::report::{Language, Report, display_width};
use habitue::study::{SplitRule, Study, StudyOptions, StudySurvey};
use habitue::summary::Summary;

/// A customer whose name is written to hurt whoever prints it.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "=HYPERLINK(\"http://x\")",
    "& &amp; ' \" ` **bold**",
    "\u{202e}right to left",
    "👩‍👩‍👧 a name that is much longer than any column of any table was ever meant to be, on and on",
];

fn study(file: &str, options: &StudyOptions, survey: Option<&str>) -> Study {
    let format = TransactionFormat::new("customer", "date", "amount");
    let rules = Rules::money(Currency::USD);
    let mut silent = Progress::silent();
    let (ledger, _) = Ledger::read_csv(file.as_bytes(), &format, &rules, &mut silent).unwrap();
    let summary = Summary::from_ledger(&ledger).unwrap();
    let survey = survey.map(|text| StudySurvey::read_csv(text.as_bytes()).unwrap());
    Study::of(&summary, options, survey.as_ref(), &mut silent).unwrap()
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Customers who differ much, the best of them named to hurt: they stand on the lists.
fn base(names: &[&str]) -> String {
    let mut file = String::from("customer,date,amount\n");
    let mut state = 7_u64;
    for customer in 0..80_usize {
        let name =
            names.get(customer).map_or_else(|| format!("c{customer}"), |name| (*name).into());
        // The i-th comes back every 9 + i days or so, at random; some of them only at first.
        let (mean, until) = (9.0 + customer as f64, if customer % 4 == 3 { 200 } else { 720 });
        let mut day = customer % 60;
        for _ in 0..200 {
            if day >= until {
                break;
            }
            let date = habitue::time::Day::from_number(18_000 + day as i32).unwrap();
            let amount = 10 + (customer * 13 + day) % 50;
            file += &format!("{},{date},{amount}.00\n", quoted(&name));
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let uniform = ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
            day += 1 + (-mean * uniform.ln()) as usize;
        }
    }
    file
}

fn fast() -> StudyOptions {
    StudyOptions::new().with_futures(50)
}

#[test]
fn nothing_that_comes_from_the_data_is_taken_for_html() {
    let mut survey = format!("customer,{},{}\n", quoted(HOSTILE[0]), quoted("tea & \"cake\""));
    for (place, name) in HOSTILE.iter().enumerate() {
        survey += &format!("{},{},{}\n", quoted(name), 1 + place % 3, 2);
    }
    let study = study(&base(&HOSTILE), &fast(), Some(&survey));
    for language in Language::ALL {
        let report = Report::new(&study, *language)
            .with_title(HOSTILE[0])
            .with_source(HOSTILE[1])
            .with_survey_note(HOSTILE[3])
            .with_other_language("\" onclick=\"alert(1)");
        let page = report.page().unwrap();
        for tag in ["<script>alert", "<img", "onclick=\"alert", "onerror=alert(1)>"] {
            assert!(!page.contains(tag), "{language}: {tag}");
        }
        assert_eq!(page.matches("<script").count(), 1, "the page's own");
        assert!(page.contains("alert(1)"), "the names are there, escaped");
        for picture in report.pictures() {
            let svg = [Some(picture.narrow), picture.wide].into_iter().flatten();
            svg.for_each(|svg| assert!(!svg.contains("<script") && !svg.contains("<img")));
        }
    }
}

#[test]
fn a_cell_that_looks_like_a_formula_is_neutral() {
    let study = study(&base(&HOSTILE), &fast(), None);
    let table = Report::new(&study, Language::English).customers_csv().unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 80);
    for row in &rows {
        for (head, cell) in heads.iter().zip(row) {
            let number = cell.parse::<f64>().is_ok();
            assert!(
                number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{head}: {cell}"
            );
        }
    }
    let keys: Vec<&str> = rows.iter().map(|row| &row[0]).collect();
    assert!(keys.contains(&"'=HYPERLINK(\"http://x\")") && keys.contains(&HOSTILE[0]));
}

/// What holds of every page, whatever the base supports.
fn whole(study: &Study) -> [String; 2] {
    let mut parts = Vec::new();
    let pages = [Language::English, Language::Chinese].map(|language| {
        let report = Report::new(study, language);
        let (page, text) = (report.page().unwrap(), report.text());
        for nonsense in ["NaN", "not finite", "非有限值", ">inf", "{}", "<strong></strong>"] {
            assert!(!page.contains(nonsense) && !text.contains(nonsense), "{nonsense}\n{text}");
        }
        let count = |part: &str| page.matches(part).count();
        parts.push(["<section", "<figure", "<table", "<li>", "<h3", "<svg", "<dt"].map(count));
        assert!(text.lines().all(|line| display_width(line) <= 160), "{text}");
        page
    });
    assert_eq!(parts[0], parts[1], "something is missing in one language");
    let chinese = pages[1].split("<main").nth(1).unwrap().split("</main").next().unwrap();
    let seen: String =
        chinese.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text).collect();
    for english in ["ithheld", "ith care", "ustomers", "xpected", "urchase", " the ", " of "] {
        assert!(!seen.contains(english), "{english} on the Chinese page");
    }
    pages
}

#[test]
fn a_page_gives_what_the_base_supports() {
    let sound = study(&base(&[]), &fast(), None);
    let [page, _] = whole(&sound);
    assert!(page.contains("Who matters?") || page.contains("What to mend first"));
    // How many will buy comes first, beside what came of the same figure in the test.
    let keys = page.split("<dl class=\"keys\">").nth(1).unwrap();
    let first = keys.split("</div>").next().unwrap();
    let test = sound.figures.test.as_ref().unwrap().buyers.unwrap();
    let buyers = &sound.figures.futures.as_ref().unwrap().buyers;
    for figure in [
        "customers who will buy, next 52 weeks".to_owned(),
        format!(">{:.0}<", buyers.expected),
        format!("{:.0}–{:.0} of 80", buyers.widened.low, buyers.widened.high),
        format!("in the test {:.0} were expected, {} bought", test.expected, test.bought),
    ] {
        assert!(first.contains(&figure), "{figure} is not in {first}");
    }
    // What no question needs is folded away.
    let folded = page.split("<details>").nth(1).unwrap();
    for name in ["spend_density", "funnel", "histories"] {
        assert!(folded.contains(&format!("id=\"picture-{name}\"")), "{name} is not folded");
    }

    // No holdout: nothing is tested, and the page says so.
    let untested = study(&base(&[]), &fast().with_split(SplitRule::None), None);
    let [page, chinese] = whole(&untested);
    assert!(page.contains("Not tested") && chinese.contains("未检验"));

    // Thirty years ahead, where the model of spend is hardly determined: ranges have ends.
    let far = study(&base(&[]), &fast().with_horizon(1560.0).unwrap(), None);
    let [page, _] = whole(&far);
    assert!(page.contains("next 1,560 weeks"));

    // Nobody came back; one customer.
    let mut once = String::from("customer,date,amount\n");
    (1..=28).for_each(|day| once += &format!("c{day},2024-02-{day:02},5.00\n"));
    for file in [once.as_str(), "customer,date,amount\na,2024-01-01,5.00\na,2024-02-01,6.00\n"] {
        let study = study(file, &fast(), None);
        let [page, chinese] = whole(&study);
        assert!(page.contains("class=\"verdict bad\"") && page.contains("Withheld"));
        assert!(chinese.contains("不予给出"));
        assert!(!page.contains("0–0%") && !page.contains(" 1 customers"), "{page}");
        let table = Report::new(&study, Language::English).customers_csv().unwrap();
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let heads = reader.headers().unwrap().clone();
        let place = heads.iter().position(|head| head.starts_with("chance_to_buy")).unwrap();
        assert!(reader.records().all(|row| row.unwrap()[place].is_empty()), "{table}");
    }
}

#[test]
fn a_page_without_amounts_speaks_of_purchases() {
    let mut summary = Summary::new(Rules::visits());
    for customer in 0..120_i64 {
        for visit in 0..(400 / (customer + 9)) {
            let day = 19_000 + (visit * (customer + 9) + customer % 40) as i32;
            let day = habitue::time::Day::from_number(day).unwrap();
            summary.update(&habitue::ledger::Transaction::visit(customer, day)).unwrap();
        }
    }
    let study = Study::of(&summary, &fast(), None, &mut Progress::silent()).unwrap();
    let [page, _] = whole(&study);
    assert!(!page.contains('$') && !page.contains("revenue"), "no amounts, no money");
}
