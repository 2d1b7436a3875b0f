//! The page of a survey: what columns are found to be, hostile names, what is withheld, the same in
//! every language, tables.

use habitue::error::ErrorKind;
use habitue::intake::{LayoutOptions, Source};
use habitue::remedy::Face;
use habitue::report::{Language, SurveyReport, TableFormat};
use habitue::study::{
    Grade, SurveyCheck, SurveyFigure, SurveyGrouping, SurveyOptions, SurveyRole, SurveyScale,
    SurveyStudy, SurveyTable,
};
use habitue::{Error, Progress};

fn read(file: &str, options: &SurveyOptions) -> Result<SurveyStudy, Error> {
    let source = Source::from_bytes(file.as_bytes().to_vec())?;
    let table = SurveyTable::read(&source, &LayoutOptions::new())?;
    SurveyStudy::of(&table, options, &mut Progress::silent())
}

fn sample() -> SurveyStudy {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/survey_raw_synthetic.csv");
    let file = std::fs::read_to_string(path).unwrap();
    let mut options = SurveyOptions::new();
    for (label, share) in [("retail", 0.5), ("企业", 0.3), ("online", 0.2)] {
        options = options.with_population("segment", label, share);
    }
    read(&file, &options).unwrap()
}

#[test]
fn columns_of_a_raw_file_are_found() {
    let study = sample();
    let found: Vec<(&str, SurveyRole)> =
        study.columns.iter().map(|column| (column.name.as_str(), column.role)).collect();
    use SurveyRole::{
        Item, Multi, Open, Overall, Recommend, Repurchase, Respondent, Segment, Wave,
    };
    let expected = [
        ("respondent", Respondent),
        ("month", Wave),
        ("segment", Segment),
        ("region", Segment),
        ("expectations", Item),
        ("range", Item),
        ("delivery", Item),
        ("slow", Item),
        ("price", Item),
        ("ideal", Item),
        ("complaints", Item),
        ("again", Item),
        ("overall", Overall),
        ("repurchase", Repurchase),
        ("recommend", Recommend),
        ("channels", Multi),
        ("comment", Open),
    ];
    assert_eq!(found, expected);
    let turned: Vec<&str> =
        study.columns.iter().filter(|it| it.reversed).map(|it| it.name.as_str()).collect();
    assert_eq!(turned, ["slow"]);
    assert!(study.columns[4].off_scale > 0);
    assert_eq!(study.columns[4].scale, Some(SurveyScale::BalancedFive));
}

/// Figures of tests/oracle/survey_study.py, by numpy from the same file.
#[test]
fn figures_are_those_of_the_oracle() {
    let study = sample();
    let oracle = include_str!("../data/survey_study.csv");
    let mut compared = 0;
    for line in oracle.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [by, group, wave, figure, value, used] = cells[..] else { panic!("{line}") };
        let (value, used): (f64, u64) = (value.parse().unwrap(), used.parse().unwrap());
        let labels: Vec<&str> = [group, wave].into_iter().filter(|it| !it.is_empty()).collect();
        let table = study.breakdowns.iter().find(|it| it.by.join(" x ") == by).unwrap();
        let place = table.figures.iter().position(|it| it.name() == figure).unwrap();
        let own = table.groups.iter().find(|it| it.labels == labels).unwrap();
        match &own.cells[place] {
            Ok(found) => {
                let apart = (found.value - value).abs();
                assert!(apart <= 1e-12 * value.abs().max(1.0), "{line}: {}", found.value);
                assert_eq!(found.used, used, "{line}");
            }
            Err(few) => assert!(few.used == used && used < few.least, "{line}: {few:?}"),
        }
        compared += 1;
    }
    let cells: usize = study.breakdowns.iter().map(|it| it.groups.len() * it.figures.len()).sum();
    assert_eq!(compared, cells);
}

#[test]
fn what_is_too_small_is_withheld_on_the_page_and_in_tables() {
    let study = sample();
    let region = study.breakdowns.iter().find(|it| it.by == ["region"]).unwrap();
    let island = region.groups.iter().find(|it| it.labels == ["island"]).unwrap();
    assert!(island.respondents < study.least && island.cells.iter().all(Result::is_err));
    assert_eq!(study.trust().grade(SurveyCheck::Groups), Grade::WithCare);
    for (language, word) in [(Language::English, "withheld"), (Language::Chinese, "不予给出")] {
        let page = SurveyReport::new(&study, language).page().unwrap();
        assert!(page.contains(word), "{language}");
    }
    let report = SurveyReport::new(&study, Language::English);
    let groups = String::from_utf8(report.table("groups", TableFormat::Csv).unwrap()).unwrap();
    let own: Vec<&str> = groups.lines().filter(|line| line.starts_with("region,island")).collect();
    assert_eq!(own.len(), region.figures.len());
    assert!(own.iter().all(|line| line.contains(",,,,") && line.ends_with(",1")), "{own:?}");
}

#[test]
fn every_language_has_the_same_parts() {
    let study = sample();
    let reports = Language::ALL.iter().map(|it| SurveyReport::new(&study, *it));
    let pages: Vec<String> = reports.clone().map(|it| it.page().unwrap()).collect();
    let marks = |page: &str| -> Vec<String> {
        page.match_indices("id=\"")
            .map(|(at, _)| page[at + 4..].split('"').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(marks(&pages[0]), marks(&pages[1]));
    let names: Vec<Vec<String>> =
        reports.map(|it| it.pictures().into_iter().map(|own| own.name).collect()).collect();
    assert_eq!(names[0], names[1]);
    let expected = [
        "satisfaction",
        "promoters",
        "promoter_trend",
        "index_by_wave",
        "index_by_segment",
        "importance",
        "drivers",
        "options",
    ];
    for name in expected {
        assert!(names[0].iter().any(|own| own == name), "{name} of {names:?}");
    }
    // No Chinese word is left in English but those of the data, and no unfilled place.
    let english = SurveyReport::new(&study, Language::English).text();
    let own = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let rest = english.replace("企业", "");
    assert!(!rest.contains(own), "{:?}", rest.lines().find(|line| line.contains(own)));
    assert!(pages.iter().all(|page| !page.contains("NaN") && !page.contains("inf ")));
}

#[test]
fn hostile_names_and_labels_are_text() {
    let hostile = ["<script>alert(1)</script>", "\"><img src=x onerror=1>", "=1+1", "**b** `c`"];
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut file = format!("{},{},recommend\n", quoted(hostile[0]), quoted("=\"x\""));
    for row in 0..200_usize {
        let group = quoted(hostile[row % 4]);
        file += &format!("{},{group},{}\n", 1 + row * 7 % 5, row * 3 % 11);
    }
    let study = read(&file, &SurveyOptions::new()).unwrap();
    assert_eq!(study.columns[1].role, SurveyRole::Segment);
    for language in Language::ALL {
        let report = SurveyReport::new(&study, *language).with_title(hostile[0]);
        let page = report.page().unwrap();
        assert!(!page.contains("<script>alert") && !page.contains("<img"), "{language}");
        assert!(!report.text().is_empty(), "{language}");
        for picture in report.pictures() {
            roxmltree::Document::parse(picture.svg()).unwrap();
        }
    }
    let report = SurveyReport::new(&study, Language::English);
    let groups = String::from_utf8(report.table("groups", TableFormat::Csv).unwrap()).unwrap();
    assert!(groups.contains(",'=1+1,"));
}

/// The best of one scale and the worst of the other, in columns of other cases, widths and numbers.
#[test]
fn labels_that_mix_two_scales_are_an_item_on_one() {
    let labels = ["非常满意", "比较满意", "一般", "不满意", "很不满意"];
    let english =
        ["VERY satisfied", "fairly_satisfied", "Neutral", "dissatisfied", "ｖｅｒｙ dissatisfied"];
    let numbered = ["5分-很满意", "4分-比较满意", "3分-一般", "2分-不太满意", "1分-很不满意"];
    let points = ["5分", "4 分", "３分", "2分", "1分"];
    let mut file = "price,service,range,speed\n".to_owned();
    for row in 0..60 {
        let at = row * 7 % 11 % 5;
        let cells = [labels[at], english[at], numbered[at], points[at]];
        file += &(cells.join(",") + "\n");
    }
    let study = read(&file, &SurveyOptions::new()).unwrap();
    for (place, column) in study.columns.iter().enumerate() {
        assert_eq!((column.role, column.answered), (SurveyRole::Item, 60), "{}", column.name);
        assert_eq!(column.scale, Some(SurveyScale::GradedFive), "{}", column.name);
        assert_eq!(study.answers().column(place).unwrap(), study.answers().column(0).unwrap());
    }
    assert_eq!(study.answers().column(0).unwrap()[..3], [5.0, 3.0, 2.0]);
    let evidence = study.columns[0].evidence;
    assert_eq!(evidence, habitue::study::ColumnEvidence::Labels(SurveyScale::GradedFive));
    // 满意 is the best of one scale and the middle of another; another column tells which.
    let told = |file: &str| read(file, &SurveyOptions::new()).unwrap_err();
    let error = told("price\n满意\n比较满意\n不满意\n");
    assert_eq!((error.kind(), error.column()), (ErrorKind::Argument, Some("price")));
    let text = error.told(Face::CommandLine);
    assert!(
        text.ends_with("--survey-scale unbalanced-five, or --survey-scale plain-five"),
        "{text}"
    );
    let file = "price,service\n满意,很满意\n比较满意,比较满意\n不满意,满意\n";
    let study = read(file, &SurveyOptions::new()).unwrap();
    assert_eq!(study.answers().column(0).unwrap(), [3.0, 4.0, 2.0]);
    // Nobody is satisfied: two scales that say the same of every answer.
    let study = read("price\n一般\n不满意\n非常不满意\n不满意\n", &SurveyOptions::new()).unwrap();
    assert_eq!(study.columns[0].scale, Some(SurveyScale::BalancedFive));
    assert_eq!(study.answers().column(0).unwrap(), [3.0, 2.0, 1.0, 2.0]);
    // Six levels, numbers against the words, and a text that is no label.
    for file in [
        "price\n非常满意\n比较满意\n满意\n一般\n",
        "price\n1-非常满意\n2-满意\n3-一般\n5-非常不满意\n",
        "price\n非常满意\n满意\n一般\n说不清\n",
    ] {
        let error = told(file);
        assert_eq!((error.kind(), error.column()), (ErrorKind::Parse, Some("price")), "{file}");
        let text = error.told(Face::CommandLine);
        assert!(text.contains("--survey-column segment=price"), "{text}");
        let options = SurveyOptions::new().with_assignment("segment=price").unwrap();
        assert_ne!(read(file, &options).unwrap_err().column(), Some("price"));
    }
}

#[test]
fn two_readings_are_refused_with_the_options_that_decide() {
    let told = |file: &str, options: &SurveyOptions| {
        let error = read(file, options).unwrap_err();
        (error.kind(), error.told(Face::CommandLine))
    };
    let plain = SurveyOptions::new();
    // Zeros in a column up to 10: a level, or no answer?
    let (kind, text) = told("price\n0\n10\n4\n7\n", &plain);
    assert_eq!(kind, ErrorKind::Argument);
    assert!(text.ends_with("--survey-scale 0-10, or --survey-scale 1-10"), "{text}");
    assert!(
        read("price\n0\n10\n4\n7\n", &plain.clone().with_scale("0-10".parse().unwrap())).is_ok()
    );
    // Labels that two scales share.
    let (_, text) = told("price\n满意\n不满意\n3\n", &plain);
    assert!(text.contains("--survey-scale unbalanced-five"), "{text}");
    // Two waves.
    let (kind, text) = told(
        "month,date,q\n2025-01,2025-01-03,5\n2025-01,2025-01-04,3\n2025-01,2025-01-04,4\n",
        &plain,
    );
    assert_eq!(kind, ErrorKind::Duplicate);
    assert!(text.contains("--survey-column wave=month"), "{text}");
    // Days in two orders.
    let days = "date,q\n03/04/2025,5\n04/03/2025,3\n05/03/2025,4\n";
    let (_, text) = told(days, &plain);
    assert!(text.contains("--date-format dmy") && text.contains("--date-format mdy"), "{text}");
    // Nothing to rate.
    let (kind, text) = told("name,note\na,b\nc,d\n", &plain);
    assert_eq!(kind, ErrorKind::Empty);
    assert!(text.contains("--survey-column item=name"), "{text}");
}

#[test]
fn what_options_say_is_taken_or_refused_by_name() {
    let file = "q,r,who,c\n5,1,a,x\n4,2,b,y\n3,3,a,x\n2,4,b,y\n1,5,a,x\n5,1,b,y\n4,3,a,x\n";
    let refused = |text: &str| {
        let options = SurveyOptions::new().with_assignment(text).unwrap();
        read(file, &options).unwrap_err()
    };
    assert_eq!(refused("segment=nobody").kind(), ErrorKind::MissingColumn);
    assert_eq!(refused("reversed=who").kind(), ErrorKind::NotRead);
    assert_eq!(refused("item=who").kind(), ErrorKind::Parse);
    assert_eq!(refused("importance=c").kind(), ErrorKind::MissingColumn);
    assert_eq!(SurveyOptions::new().with_assignment("q").unwrap_err().kind(), ErrorKind::Argument);
    assert!(SurveyOptions::new().with_assignment("dance=q").is_err());
    // Two items that run against each other: which is turned is the caller's to say.
    let error = read(file, &SurveyOptions::new()).unwrap_err();
    assert!(error.told(Face::CommandLine).contains("--survey-column reversed="), "{error}");
    let turned = SurveyOptions::new().with_reversed("r").with_least(2).unwrap();
    let study = read(file, &turned).unwrap();
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found}");
    // 100, 75, 50, 25, 0, 100, and 75 of the one, 50 of the other.
    near(study.items[0].score.unwrap().value, 425.0 / 7.0);
    near(study.items[1].score.unwrap().value, 400.0 / 7.0);
    let kept = SurveyOptions::new().with_as_asked("r").with_as_asked("q").with_least(2).unwrap();
    near(read(file, &kept).unwrap().index.unwrap().value, (425.0 + 300.0) / 14.0);
    // A label of nobody in the population, and of the population in nobody.
    let stranger = SurveyOptions::new().with_reversed("r").with_population("who", "a", 1.0);
    let error = read(file, &stranger).unwrap_err();
    assert_eq!((error.kind(), error.row()), (ErrorKind::OutOfRange, Some(3)));
    let empty = stranger.with_population("who", "b", 1.0).with_population("who", "c", 1.0);
    assert_eq!(read(file, &empty).unwrap_err().kind(), ErrorKind::NotConverged);
    assert_eq!(SurveyOptions::new().with_least(1).unwrap_err().kind(), ErrorKind::OutOfRange);
}

#[test]
fn importance_expectations_and_kano_are_read_where_they_are_asked() {
    let mut file = String::from(
        "price,speed,overall,importance_price,importance_speed,expected_price,with_app,without_app\n",
    );
    for row in 0..60_usize {
        let (price, speed) = (1 + row * 7 % 10, 1 + (row * 3 + row / 10) % 10);
        let overall = 1 + (row + row / 5) % 5;
        let (with, without) = (1 + row % 2, 5 - row % 3);
        let expected = (price + 2).min(10);
        file += &format!("{price},{speed},{overall},10,5,{expected},{with},{without}\n");
    }
    let study = read(&file, &SurveyOptions::new()).unwrap();
    // 10 to 5, so two thirds to one.
    assert!((study.items[0].weight - 2.0 / 3.0).abs() < 1e-15);
    assert!(study.stated_importance && study.priorities.map.len() == 2);
    // Received less expected: -2, but -1 from 9 and 0 from 10, of each ten.
    let gap = &study.gaps[0];
    assert_eq!((gap.name.as_str(), study.gaps.len()), ("price", 1));
    assert!((gap.gap.difference - -1.7).abs() < 1e-15);
    assert_eq!((study.kano[0].name.as_str(), study.kano[0].kano.n), ("app", 60.0));
    let report = SurveyReport::new(&study, Language::Chinese);
    assert!(report.picture("kano").is_ok());
    assert_eq!(report.picture("tiers").unwrap_err().kind(), ErrorKind::OutOfRange);
    assert_eq!(report.table("tiers", TableFormat::Csv).unwrap_err().kind(), ErrorKind::OutOfRange);
    let book = Source::from_workbook(report.workbook().unwrap(), Some("gaps")).unwrap();
    let text = String::from_utf8(book.text().unwrap().into_owned()).unwrap();
    assert!(text.starts_with("item\tdifference"), "{text}");
}

#[test]
fn whole_groups_are_the_whole() {
    let study = sample();
    let all = &study.breakdowns[0];
    assert_eq!((all.grouping, all.groups.len()), (SurveyGrouping::All, 1));
    let index = all.of_figure(SurveyFigure::Index).next().unwrap().1.as_ref().unwrap().value;
    assert_eq!(study.index.unwrap().value, index);
}

/// Two segments, two questions of several, columns whose names begin with the layout's marks.
fn marked() -> String {
    let mut file = "price,<b>,-delivery,channels,uses,few\n".to_owned();
    for row in 0..90 {
        let few = if row < 20 { ["x;y", "x"][row % 2] } else { "" };
        file += &format!(
            "{},{},{},{},{},{few}\n",
            row % 5 + 1,
            ["north", "south"][row % 2],
            ["-fast", "<slow"][row / 45],
            ["app;shop", "shop", "phone"][row % 3],
            ["home", "home;work"][row / 30 % 2],
        );
    }
    file
}

#[test]
fn every_segment_and_question_of_several_is_pictured_and_few_answers_are_withheld() {
    let options = ["segment=<b>", "segment=-delivery", "multi=channels", "multi=uses", "multi=few"]
        .iter()
        .try_fold(SurveyOptions::new(), |options, assignment| options.with_assignment(assignment))
        .unwrap();
    let study = read(&marked(), &options).unwrap();
    let report = SurveyReport::new(&study, Language::English);
    let names: Vec<String> = report.pictures().into_iter().map(|it| it.name).collect();
    for name in ["index_by_segment", "index_by_segment_2", "options", "options_2"] {
        assert!(names.iter().any(|own| own == name), "{names:?}");
    }
    // 20 answered, of 30 that are needed.
    assert!(!names.iter().any(|own| own == "options_3"));
    let few = &study.multi[2];
    assert!(few.options.iter().all(|option| option.share.is_err()));
    assert_eq!(few.options[0].share.as_ref().unwrap_err().used, 20);
    let table = report.table("options", TableFormat::Csv).unwrap();
    let table = String::from_utf8(table).unwrap();
    assert!(table.lines().any(|line| line == "few,x,,,,,20,1"), "{table}");
    let shown = study.multi[0].options.iter().find(|it| it.name == "shop").unwrap();
    assert!((shown.share.as_ref().unwrap().value - 2.0 / 3.0).abs() < 1e-15);
    let page = report.page().unwrap();
    assert!(page.contains("&#60;b&#62;") || page.contains("&lt;b&gt;"));
    assert!(page.contains(">-delivery<") && !page.contains("few: 100"));
    for name in ["-fast", "&#60;slow"] {
        assert!(page.contains(name) || page.contains("&lt;slow"), "{name}");
    }
}

#[test]
fn which_columns_are_crossed_is_said() {
    let options = ["segment=<b>", "segment=-delivery", "multi=channels", "multi=uses", "multi=few"]
        .iter()
        .try_fold(SurveyOptions::new(), |options, assignment| options.with_assignment(assignment))
        .unwrap();
    let of = |options: &SurveyOptions| read(&marked(), options).unwrap().cross.unwrap().of;
    assert_eq!(of(&options), ["<b>", "-delivery"]);
    let chosen = options.clone().with_cross("-delivery", "price");
    let study = read(&marked(), &chosen).unwrap();
    let cross = study.cross.as_ref().unwrap();
    assert_eq!(cross.of, ["-delivery", "price"]);
    assert_eq!((cross.rows.len(), cross.columns.len()), (2, 5));
    assert_eq!(cross.table.count(0, 0), 9);
    let page = SurveyReport::new(&study, Language::English).page().unwrap();
    assert!(page.contains(">-delivery<"));
    let told = |rows: &str, columns: &str| {
        read(&marked(), &options.clone().with_cross(rows, columns)).unwrap_err()
    };
    assert_eq!(told("colour", "price").kind(), ErrorKind::MissingColumn);
    let error = told("<b>", "uses");
    assert_eq!((error.kind(), error.column()), (ErrorKind::NotRead, Some("uses")));
}

/// Their sum does not vary, so that there is no alpha: the reason is named, with the options.
#[test]
fn exactly_opposite_items_are_refused_by_name() {
    let mut file = "calm,upset\n".to_owned();
    (0..60).for_each(|row| file += &format!("{},{}\n", row % 5 + 1, 5 - row % 5));
    let error = read(&file, &SurveyOptions::new()).unwrap_err();
    assert_eq!((error.kind(), error.column()), (ErrorKind::Argument, Some("upset")));
    let text = error.told(Face::CommandLine);
    assert!(text.contains("--survey-column reversed=upset"), "{text}");
    let told = |assignment: &str| {
        let options = SurveyOptions::new().with_assignment(assignment).unwrap();
        read(&file, &options).unwrap()
    };
    let turned = told("reversed=upset");
    assert!((turned.reliability.as_ref().unwrap().alpha - 1.0).abs() < 1e-12);
    let as_asked = told("as-asked=upset");
    assert!(as_asked.reliability.is_none() && as_asked.index.unwrap().value == 50.0);
    let page = SurveyReport::new(&as_asked, Language::English).page().unwrap();
    assert!(page.contains("do not cancel out"));
}
