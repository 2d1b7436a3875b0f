//! A survey alone through the C functions: the same page, text, pictures, tables and answers as
//! through Rust.
#![allow(unsafe_code, clippy::unwrap_used)]

use std::ffi::{CStr, c_char};
use std::fs;
use std::path::Path;
use std::ptr::{null, null_mut};

use habitue::Progress;
use habitue::capi::*;
use habitue::intake::{LayoutOptions, Source};
use habitue::report::{Language, SurveyReport, TableFormat};
use habitue::study::{SurveyOptions, SurveyStudy, SurveyTable};

use crate::capi_summary::blank_error;

fn file() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    fs::read(path.join("survey_raw_synthetic.csv")).unwrap()
}

fn text(text: &'static CStr) -> habitue_text {
    habitue_text { bytes: text.as_ptr(), length: HABITUE_NUL_TERMINATED }
}

struct Handle(*mut habitue_survey_study);

impl Drop for Handle {
    fn drop(&mut self) {
        // SAFETY: made by `studied`, freed once.
        unsafe { habitue_survey_study_free(self.0) };
    }
}

fn studied(
    file: &[u8],
    options: &habitue_survey_study_options,
    error: &mut habitue_error,
) -> Result<Handle, habitue_status> {
    let mut study = null_mut();
    // SAFETY: live locals, as long as they say.
    let status = unsafe {
        habitue_survey_study_new(file.as_ptr(), file.len(), options, null(), &mut study, error)
    };
    if status == HABITUE_OK { Ok(Handle(study)) } else { Err(status) }
}

impl Handle {
    fn part(
        &self,
        part: i32,
        name: &'static CStr,
        options: &habitue_report_options,
    ) -> Result<Vec<u8>, habitue_status> {
        let (mut room, mut needed) = (vec![0_u8; 1 << 20], 0);
        let place = room.as_mut_ptr().cast::<c_char>();
        // SAFETY: live locals, as long as they say.
        let status = unsafe {
            habitue_survey_report(
                self.0,
                part,
                text(name),
                options,
                place,
                room.len(),
                &mut needed,
                null_mut(),
            )
        };
        room.truncate(needed);
        if status == HABITUE_OK { Ok(room) } else { Err(status) }
    }
}

#[test]
fn every_part_is_that_of_rust() {
    let bytes = file();
    let given = habitue_survey_study_options {
        columns: text(c"segment=segment\nunused=region\n"),
        population: text(c"column,label,share\nsegment,retail,5\nsegment,\xe4\xbc\x81\xe4\xb8\x9a,3\nsegment,online,2\n"),
        missing: text(c"?"),
        least: 40,
        ..habitue_survey_study_options::default()
    };
    let handle = studied(&bytes, &given, &mut blank_error()).unwrap();
    let table =
        SurveyTable::read(&Source::from_bytes(bytes).unwrap(), &LayoutOptions::new()).unwrap();
    let mut options = SurveyOptions::new().with_least(40).unwrap();
    for assignment in ["segment=segment", "unused=region"] {
        options = options.with_assignment(assignment).unwrap();
    }
    for (label, share) in [("retail", 5.0), ("企业", 3.0), ("online", 2.0)] {
        options = options.with_population("segment", label, share);
    }
    let study = SurveyStudy::of(&table, &options, &mut Progress::silent()).unwrap();
    for (number, language) in
        [(HABITUE_ENGLISH, Language::English), (HABITUE_CHINESE, Language::Chinese)]
    {
        let words = habitue_report_options {
            language: number,
            title: text(c"Three months"),
            other: text(c"other.html"),
            ..habitue_report_options::default()
        };
        let report = SurveyReport::new(&study, language)
            .with_title("Three months")
            .with_other_language("other.html");
        let part = |part, name| handle.part(part, name, &words).unwrap();
        assert_eq!(part(HABITUE_PART_PAGE, c""), report.page().unwrap().into_bytes());
        assert_eq!(part(HABITUE_PART_TEXT, c""), report.text().into_bytes());
        let names = report.pictures().into_iter().map(|it| it.name).collect::<Vec<_>>();
        assert_eq!(part(HABITUE_PART_PICTURES, c""), names.join("\n").into_bytes());
        assert_eq!(part(HABITUE_PART_TABLES, c""), report.tables().join("\n").into_bytes());
        let svg = String::from_utf8(part(HABITUE_PART_PICTURE, c"drivers")).unwrap();
        assert!(svg.starts_with("<svg") && svg.contains("<style>"));
        let csv = report.table("groups", TableFormat::Csv).unwrap();
        assert_eq!(part(HABITUE_PART_TABLE, c"groups"), csv);
        let books = habitue_report_options { table_format: HABITUE_TABLE_FORMAT_XLSX, ..words };
        let book = handle.part(HABITUE_PART_TABLE, c"", &books).unwrap();
        assert_eq!(book, report.workbook().unwrap());
    }
    let words = habitue_report_options::default();
    let refused = |part, name| handle.part(part, name, &words).unwrap_err();
    assert_eq!(refused(HABITUE_PART_PAGE, c"drivers"), HABITUE_NOT_READ);
    assert_eq!(refused(HABITUE_PART_PICTURE, c"tiers"), HABITUE_OUT_OF_RANGE);
    assert_eq!(refused(HABITUE_PART_TABLE, c""), HABITUE_OUT_OF_RANGE);
    assert_eq!(refused(0, c""), HABITUE_BAD_ENUMERATOR);

    let mut responses = null_mut();
    let mut info = habitue_responses_info::default();
    // SAFETY: live locals and handles.
    unsafe {
        let status = habitue_survey_study_responses(handle.0, &mut responses, null_mut());
        assert_eq!(status, HABITUE_OK);
        assert_eq!(habitue_responses_inspect(responses, &mut info, null_mut()), HABITUE_OK);
        habitue_responses_free(responses);
    }
    assert_eq!(info.rows, 1200);
    assert_eq!(info.question_count, study.answers().questionnaire().len());
}

#[test]
fn what_has_two_readings_is_refused_with_the_field_that_decides() {
    let mut error = blank_error();
    let plain = habitue_survey_study_options::default();
    let file = b"price\n0\n10\n4\n7\n";
    assert_eq!(studied(file, &plain, &mut error).err(), Some(HABITUE_BAD_ARGUMENT));
    // SAFETY: a text of the library ends with a NUL.
    let said = unsafe { CStr::from_ptr(error.message.as_ptr()) }.to_string_lossy().into_owned();
    assert!(said.contains("options.scale = \"0-10\""), "{said}");
    let decided = habitue_survey_study_options { scale: text(c"0-10"), ..plain };
    assert!(studied(file, &decided, &mut blank_error()).is_ok());
    for (bad, status) in [
        (habitue_survey_study_options { least: 1, ..plain }, HABITUE_OUT_OF_RANGE),
        (habitue_survey_study_options { scale: text(c"five"), ..plain }, HABITUE_BAD_ARGUMENT),
        (habitue_survey_study_options { columns: text(c"q"), ..plain }, HABITUE_BAD_ARGUMENT),
        (habitue_survey_study_options { delimiter: 300, ..plain }, HABITUE_OUT_OF_RANGE),
    ] {
        assert_eq!(studied(file, &bad, &mut blank_error()).err(), Some(status));
    }
}

#[test]
fn an_encoding_a_sheet_and_a_cross_table_are_told_by_their_fields() {
    let mut file = "price,dealer,region\n".to_owned();
    for row in 0..80 {
        let price = ["非常满意", "比较满意", "一般", "很不满意"][row % 4];
        file += &format!("{price},{},{}\n", ["甲", "乙"][row % 2], ["north", "south"][row / 40]);
    }
    let (bytes, _, _) = encoding_rs::GB18030.encode(&file);
    let given = habitue_survey_study_options {
        encoding: text(c"gb18030"),
        cross_rows: text(c"region"),
        cross_columns: text(c"price"),
        ..habitue_survey_study_options::default()
    };
    let handle = studied(&bytes, &given, &mut blank_error()).unwrap();
    let words = habitue_report_options::default();
    let table = handle.part(HABITUE_PART_TABLE, c"cross", &words).unwrap();
    let table = String::from_utf8(table).unwrap();
    // Of each region 10 of the 40 took each level.
    assert!(
        table.lines().any(|line| line.starts_with("region,north,price,5,10,10,0.25,")),
        "{table}"
    );
    let columns = handle.part(HABITUE_PART_TABLE, c"columns", &words).unwrap();
    assert!(String::from_utf8(columns).unwrap().contains("price,item,graded-five,"));
    let plain = habitue_survey_study_options::default();
    let (rows, columns) = (text(c"region"), text(c"price"));
    for (bad, status) in [
        (
            habitue_survey_study_options { encoding: text(c"klingon"), ..plain },
            HABITUE_BAD_ARGUMENT,
        ),
        (habitue_survey_study_options { sheet: text(c"first"), ..given }, HABITUE_NOT_READ),
        (habitue_survey_study_options { cross_rows: rows, ..plain }, HABITUE_MISSING_VALUE),
        (habitue_survey_study_options { cross_columns: columns, ..plain }, HABITUE_MISSING_VALUE),
        (
            habitue_survey_study_options { cross_columns: text(c"colour"), ..given },
            HABITUE_MISSING_COLUMN,
        ),
    ] {
        assert_eq!(studied(&bytes, &bad, &mut blank_error()).err(), Some(status));
    }
}
