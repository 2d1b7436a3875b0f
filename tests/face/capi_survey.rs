//! The survey and satisfaction nouns through the C functions: the same bits as
//! through Rust.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use crate::capi_summary::blank_error;
use crate::models::column_of;
use crate::named;
use std::ffi::c_char;
use std::ptr::{null, null_mut};

use habitue::capi::*;
use habitue::satisfaction::{
    IndexForm, IndexOptions, PromoterBreaks, PromoterCounts, PromoterInterval, SatisfactionIndex,
    TopBox, respondent_indices_into,
};
use habitue::survey::{Answers, MissingPolicy, ProportionInterval, Question, Questionnaire, Scale};

const ROWS: usize = 301;

fn columns() -> Vec<Vec<f64>> {
    (0..3_u32)
        .map(|question| {
            (0..ROWS as u32)
                .map(|row| {
                    let draw = (row * 7919 + question * 104_729) % 1009;
                    if draw % 23 == 0 { f64::NAN } else { f64::from(draw % 10) + 1.0 }
                })
                .collect()
        })
        .collect()
}

fn weights() -> Vec<f64> {
    (0..ROWS).map(|row| 0.5 + (row % 7) as f64 / 3.0).collect()
}

fn rust() -> Answers {
    let ten = || Scale::points(1, 10).unwrap();
    let questionnaire = Questionnaire::new(vec![
        Question::new("range", ten()).with_weight(2.0).unwrap().with_dimension("offer"),
        Question::new("price", ten()),
        Question::new("effort", ten().reversed()).with_weight(0.5).unwrap(),
    ])
    .unwrap();
    Answers::new(questionnaire, columns()).unwrap().with_weights(weights()).unwrap()
}

fn text(of: &'static str) -> habitue_text {
    habitue_text { bytes: of.as_ptr().cast::<c_char>(), length: of.len() }
}

/// The questionnaire of `rust`.
fn questionnaire<T>(then: impl FnOnce(&habitue_questionnaire) -> T) -> T {
    let reversed = habitue_scale { lower_is_better: 1, ..habitue_scale::default() };
    let of = |name, dimension, scale, weight| habitue_survey_question {
        name: text(name),
        dimension: text(dimension),
        scale,
        weight,
    };
    let questions = [
        of("range", "offer", null(), 2.0),
        of("price", "", null(), 1.0),
        of("effort", "", &raw const reversed, 0.5),
    ];
    then(&habitue_questionnaire {
        questions: questions.as_ptr(),
        question_count: questions.len(),
        ..habitue_questionnaire::default()
    })
}

fn answers(row_major: i32) -> *mut habitue_responses {
    let columns = columns();
    let cells: Vec<f64> = if row_major == 0 {
        columns.concat()
    } else {
        (0..ROWS).flat_map(|row| columns.iter().map(move |column| column[row])).collect()
    };
    let weights = weights();
    let matrix = habitue_response_matrix {
        rows: ROWS,
        cells: cells.as_ptr(),
        weights: weights.as_ptr(),
        row_major,
        ..habitue_response_matrix::default()
    };
    let mut made = null_mut();
    // SAFETY: every pointer is that of a live local.
    let status = questionnaire(|asked| unsafe {
        habitue_responses_new(asked, &matrix, &mut made, null_mut())
    });
    assert_eq!(status, HABITUE_OK);
    made
}

#[test]
fn indices_have_the_bits_of_rust_in_either_layout() {
    let expected = rust();
    let settings = IndexOptions::new(MissingPolicy::PersonMean { minimum_share: 0.6 })
        .with_form(IndexForm::PerRespondent)
        .with_confidence(0.9)
        .with_population(5000);
    let index = SatisfactionIndex::of(&expected, settings).unwrap();
    let mut own = vec![0.0; ROWS];
    respondent_indices_into(&expected, settings.missing, &mut own).unwrap();
    for row_major in [0, 1] {
        let answers = answers(row_major);
        let options = habitue_index_options {
            missing: HABITUE_MISSING_PERSON_MEAN,
            per_respondent: 1,
            minimum_share: 0.6,
            confidence: 0.9,
            population: 5000,
            ..habitue_index_options::default()
        };
        let mut found = habitue_index::default();
        let mut questions = [habitue_question_score::default(); 3];
        let mut indices = vec![0.0; ROWS];
        let wanted = habitue_satisfaction {
            index: &raw mut found,
            questions: questions.as_mut_ptr(),
            question_count: 3,
            respondents: indices.as_mut_ptr(),
            rows: ROWS,
            ..habitue_satisfaction::default()
        };
        // SAFETY: every pointer is that of a live local.
        unsafe {
            let status = habitue_satisfaction_index(answers, &options, &wanted, null_mut());
            assert_eq!(status, HABITUE_OK);
            habitue_responses_free(answers);
        }
        assert_eq!(found.value.to_bits(), index.value.to_bits());
        assert_eq!(Some(found.standard_error), index.standard_error);
        assert_eq!(Some(found.interval.low), index.interval.map(|interval| interval.low));
        // Reversed or not, all three are on 1 to 10.
        assert_eq!(Some(found.raw), index.raw);
        assert_eq!(
            (found.basis.used, found.basis.missing, found.basis.effective_n),
            (index.basis.used, index.basis.missing, index.basis.effective_n)
        );
        for (question, told) in index.questions.iter().zip(questions) {
            assert_eq!(
                (question.weight, question.score, question.answered),
                (told.weight, Some(told.score), told.answered)
            );
        }
        let same = own.iter().zip(&indices).all(|(a, b)| a.to_bits() == b.to_bits());
        assert!(same);
    }
}

/// Answers 1 to 5 of everybody to both questions.
fn answers_of_five() -> *mut habitue_responses {
    let cells: Vec<f64> = (0..2 * ROWS).map(|cell| ((cell * 7919) % 5 + 1) as f64).collect();
    let questions = ["there", "absent"].map(|name| habitue_survey_question {
        name: text(name),
        dimension: text(""),
        scale: null(),
        weight: 1.0,
    });
    let asked = habitue_questionnaire {
        questions: questions.as_ptr(),
        question_count: 2,
        ..habitue_questionnaire::default()
    };
    let matrix = habitue_response_matrix {
        rows: ROWS,
        cells: cells.as_ptr(),
        ..habitue_response_matrix::default()
    };
    let mut made = null_mut();
    // SAFETY: every pointer is that of a live local.
    let status = unsafe { habitue_responses_new(&asked, &matrix, &mut made, null_mut()) };
    assert_eq!(status, HABITUE_OK);
    made
}

fn counted(handle: *const habitue_responses, measure: habitue_measure) -> *mut habitue_counts {
    let mut counts = null_mut();
    // SAFETY: every pointer is that of a live local.
    let status = unsafe { habitue_counts_of_responses(&measure, handle, &mut counts, null_mut()) };
    assert_eq!(status, HABITUE_OK);
    counts
}

#[test]
fn shares_and_promoters_have_the_bits_of_rust() {
    let expected = rust();
    let handle = answers(1);
    let question = 2;
    let share = counted(
        handle,
        habitue_measure {
            kind: HABITUE_MEASURE_SHARE,
            questions: &raw const question,
            question_count: 1,
            top: 3,
            ..habitue_measure::default()
        },
    );
    for (code, method) in [
        (HABITUE_PROPORTION_WILSON, ProportionInterval::Wilson),
        (HABITUE_PROPORTION_AGRESTI_COULL, ProportionInterval::AgrestiCoull),
        (HABITUE_PROPORTION_CLOPPER_PEARSON, ProportionInterval::ClopperPearson),
        (HABITUE_PROPORTION_JEFFREYS, ProportionInterval::Jeffreys),
        (HABITUE_PROPORTION_WALD, ProportionInterval::Wald),
    ] {
        let wanted = TopBox::of(&expected, 2, 3, method, 0.95).unwrap();
        let mut found = habitue_share::default();
        let wish = habitue_analysis { interval: code, share: &mut found, ..Default::default() };
        // SAFETY: every pointer is that of a live local.
        let status = unsafe { habitue_counts_analyse(share, &wish, null_mut()) };
        assert_eq!(status, HABITUE_OK);
        assert_eq!((found.share, found.interval.low), (wanted.share, wanted.interval.low));
        assert_eq!(found.interval.high.to_bits(), wanted.interval.high.to_bits());
        assert_eq!(found.missing, wanted.counts.missing);
    }
    let breaks = PromoterBreaks::new(6.0, 9.0).unwrap();
    let counts = PromoterCounts::count(&expected, 0, breaks).unwrap();
    let question = 0;
    let promoters = counted(
        handle,
        habitue_measure {
            kind: HABITUE_MEASURE_PROMOTER,
            questions: &raw const question,
            question_count: 1,
            low_at_most: 6.0,
            high_at_least: 9.0,
            ..habitue_measure::default()
        },
    );
    for (code, method) in [
        (HABITUE_PROMOTER_SCORE, PromoterInterval::Score),
        (HABITUE_PROMOTER_WALD, PromoterInterval::Wald),
        (HABITUE_PROMOTER_ADJUSTED_WALD, PromoterInterval::AdjustedWald),
    ] {
        let wanted = counts.score(method, 0.95).unwrap();
        let mut found = habitue_promoter_score::default();
        let place = &raw mut found;
        let wish = habitue_analysis { interval: code, promoter_score: place, ..Default::default() };
        // SAFETY: every pointer is that of a live local.
        let status = unsafe { habitue_counts_analyse(promoters, &wish, null_mut()) };
        assert_eq!(status, HABITUE_OK);
        assert_eq!(found.score.to_bits(), wanted.score.to_bits());
        assert_eq!(found.interval.low.to_bits(), wanted.interval.low.to_bits());
    }
    // SAFETY: made above, freed once.
    unsafe {
        let mut found = habitue_mean::default();
        let wish = habitue_analysis { mean: &mut found, ..Default::default() };
        let mut error = blank_error();
        let status = habitue_counts_analyse(promoters, &wish, &mut error);
        assert_eq!(status, HABITUE_NOT_READ);
        assert_eq!(column_of(&error), "wanted.mean");
        habitue_counts_free(share);
        habitue_counts_free(promoters);
        habitue_responses_free(handle);
    }
}

/// Every measure, of two parts whose totals go through plain numbers: merged, the totals of the
/// whole.
#[test]
fn totals_of_parts_add_up_to_those_of_the_whole() {
    let (questions, classes) = ([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], [1_i32; 25]);
    let dimensions = [0, 1];
    let of = |kind| habitue_measure { kind, ..habitue_measure::default() };
    let cuts = |kind| habitue_measure { low_at_most: 3.0, high_at_least: 8.0, ..of(kind) };
    let measures = [
        (1, 1, habitue_measure { top: 3, ..of(HABITUE_MEASURE_SHARE) }),
        (2, 1, cuts(HABITUE_MEASURE_PROMOTER)),
        (3, 1, habitue_measure { high_at_least: 8.0, ..of(HABITUE_MEASURE_EFFORT) }),
        (4, 1, of(HABITUE_MEASURE_MEAN)),
        (
            5,
            4,
            habitue_measure {
                dimensions: dimensions.as_ptr(),
                dimension_count: 2,
                ..of(HABITUE_MEASURE_SERVICE_QUALITY)
            },
        ),
        (
            6,
            2,
            habitue_measure {
                kano_table: HABITUE_KANO_TABLE_CUSTOM,
                kano_classes: classes.as_ptr(),
                ..of(HABITUE_MEASURE_KANO)
            },
        ),
        (7, 10, of(HABITUE_MEASURE_FUZZY_KANO)),
        (8, 3, cuts(HABITUE_MEASURE_PENALTY_REWARD)),
    ];
    for (kind, asked, measure) in measures {
        let measure =
            habitue_measure { questions: questions.as_ptr(), question_count: asked, ..measure };
        let totals = |counts: *const habitue_counts| {
            let (mut needed, mut all) = (0, vec![0.0; 100]);
            // SAFETY: every pointer is that of a live local.
            let status = unsafe {
                habitue_counts_totals(counts, all.as_mut_ptr(), 100, &mut needed, null_mut())
            };
            assert_eq!(status, HABITUE_OK);
            all.truncate(needed);
            all
        };
        // Kano's questions have answers of their own.
        let kano = [HABITUE_MEASURE_KANO, HABITUE_MEASURE_FUZZY_KANO].contains(&kind);
        let handle = if kano { answers_of_five() } else { answers(0) };
        let one = counted(handle, measure);
        let part = totals(one);
        let mut again = null_mut();
        // SAFETY: every pointer is that of a live local or of a handle that is freed once.
        unsafe {
            let status =
                habitue_counts_of_totals(kind, part.as_ptr(), part.len(), &mut again, null_mut());
            assert_eq!(status, HABITUE_OK, "{kind}");
            assert_eq!(totals(again), part, "{kind}");
            assert_eq!(habitue_counts_merge(again, one, null_mut()), HABITUE_OK);
            assert_eq!(habitue_responses_append(handle, handle, null_mut()), HABITUE_OK);
            let whole = counted(handle, measure);
            for (a, b) in totals(again).iter().zip(totals(whole)) {
                assert!((a - b).abs() <= 1e-9 * b.abs(), "{kind}: {a} and {b}");
            }
            // One total too few is no part.
            let status = habitue_counts_of_totals(
                kind,
                part.as_ptr(),
                part.len() - 1,
                &mut again,
                null_mut(),
            );
            assert_eq!((status, again.is_null()), (HABITUE_BAD_LENGTH, true), "{kind}");
            habitue_counts_free(one);
            habitue_counts_free(whole);
            habitue_responses_free(handle);
        }
    }
}

#[test]
fn mistakes_are_named_and_nothing_is_written() {
    let cells = [5.0, 6.0, 7.0, 5.0, 11.0, 7.0];
    let mut made = null_mut();
    let mut error = habitue_error {
        struct_size: size_of::<habitue_error>() as u32,
        code: 0,
        row: -1,
        column: [0; HABITUE_COLUMN_BYTES],
        message: [0; HABITUE_MESSAGE_BYTES],
    };
    // SAFETY: every pointer is that of a live local.
    questionnaire(|asked| unsafe {
        let mut new = |rows, row_major, out_of_scale| {
            let matrix = habitue_response_matrix {
                rows,
                cells: cells.as_ptr(),
                row_major,
                out_of_scale,
                ..habitue_response_matrix::default()
            };
            habitue_responses_new(asked, &matrix, &mut made, &mut error)
        };
        assert_eq!(new(usize::MAX, 1, 0), HABITUE_BAD_LENGTH);
        assert_eq!(new(2, 7, 0), HABITUE_BAD_ENUMERATOR);
        assert_eq!(new(2, 1, 9), HABITUE_BAD_ENUMERATOR);
        assert_eq!(new(2, 1, HABITUE_OUT_OF_SCALE_REFUSE), HABITUE_OUT_OF_RANGE);
        assert!(made.is_null());
        assert_eq!((error.row, error.column[0] as u8), (1, b'p'));

        let csv = "id,range,price,effort\na,1,2,3\nbee,4,12,6\n";
        let read = |out_of_scale, out: &mut *mut habitue_responses| {
            let format = habitue_response_format {
                out_of_scale,
                key: text("id"),
                ..habitue_response_format::default()
            };
            habitue_responses_read_csv(asked, csv.as_ptr(), csv.len(), &format, out, null_mut())
        };
        assert_eq!(read(HABITUE_OUT_OF_SCALE_REFUSE, &mut made), HABITUE_OUT_OF_RANGE);
        assert_eq!(read(HABITUE_OUT_OF_SCALE_COUNT, &mut made), HABITUE_OK);
    });
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let mut info = habitue_responses_info::default();
        assert_eq!(habitue_responses_inspect(made, &mut info, null_mut()), HABITUE_OK);
        assert_eq!((info.rows, info.question_count, info.key_bytes), (2, 3, 4));
        let (mut missing, mut counted) = ([9; 3], [9; 3]);
        let (mut answers, mut offsets, mut keys) = ([0.0; 2], [9; 3], [0_u8; 4]);
        info.missing = missing.as_mut_ptr();
        info.out_of_scale = counted.as_mut_ptr();
        info.question = 2;
        info.answers = answers.as_mut_ptr();
        info.key_offsets = offsets.as_mut_ptr();
        info.keys = keys.as_mut_ptr().cast();
        let wrong = &mut habitue_responses_info { rows: 3, ..info };
        assert_eq!(habitue_responses_inspect(made, wrong, null_mut()), HABITUE_BAD_LENGTH);
        let wrong = &mut habitue_responses_info { question: 3, ..info };
        assert_eq!(habitue_responses_inspect(made, wrong, null_mut()), HABITUE_OUT_OF_RANGE);
        assert_eq!((missing, offsets), ([9; 3], [9; 3]));
        assert_eq!(habitue_responses_inspect(made, &mut info, null_mut()), HABITUE_OK);
        assert_eq!((missing, counted, answers), ([0, 1, 0], [0, 1, 0], [8.0, 5.0]));
        assert_eq!((offsets, &keys), ([0, 1, 4], b"abee"));
        habitue_responses_free(made);

        let (mut low, mut high) = ([-1.0; 2], [-1.0; 2]);
        let columns = [named::f64s(c"hits", &[8.0, 3.0]), named::f64s(c"n", &[10.0, 0.0])];
        let given = named::evidence(2, &columns, &[]);
        let mut ends = [(c"low", &mut low[..]), (c"high", &mut high[..])];
        let status = named::calculate(30, &given, &mut ends, &raw mut error);
        assert_eq!((status, error.row, low, high), (HABITUE_EMPTY_INPUT, 1, [-1.0; 2], [-1.0; 2]));
    }
}

#[test]
fn questions_beyond_the_address_space_are_a_length() {
    let items = [0, 1, 2];
    let mut constructs = [habitue_construct {
        name: text(""),
        items: items.as_ptr(),
        item_count: 1,
        formative: 0,
        reserved: 0,
    }; 6];
    constructs[1].item_count = usize::MAX;
    let model = habitue_path_model {
        index: HABITUE_INDEX_ACSI,
        constructs: constructs.as_ptr(),
        construct_count: 6,
        ..habitue_path_model::default()
    };
    let handle = answers(0);
    let (mut moments, mut fit) = (null_mut(), null_mut());
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let missing = HABITUE_MISSING_AVAILABLE_CASE;
        let status = habitue_moments_of_responses(handle, missing, 0.5, &mut moments, null_mut());
        assert_eq!(status, HABITUE_OK);
        let status = habitue_path_fit_new(&model, moments, null(), &mut fit, null_mut());
        assert_eq!((status, fit.is_null()), (HABITUE_BAD_LENGTH, true));
        habitue_moments_free(moments);
        habitue_responses_free(handle);
    }
}

#[test]
fn figures_by_group_have_the_bits_of_rust() {
    use habitue::customer::{Keys, TextColumn};
    use habitue::satisfaction::{Breakdown, BreakdownFigure};
    use habitue::survey::{CrossTable, Groups, SampleDesign};

    let (rust, handle) = (rust(), answers(0));
    let waves: Vec<i64> = (0..ROWS as i64).map(|row| row % 3).collect();
    let mut dealers = TextColumn::default();
    (0..ROWS).for_each(|row| dealers.push(["north", "", "south"][row % 7 % 3]));
    let groups = Groups::of(&[Keys::Integer(&waves), dealers.as_texts().into()]).unwrap();
    let (mut offsets, mut bytes) = (vec![0_i64], Vec::new());
    for name in dealers.as_texts().iter() {
        bytes.extend_from_slice(name.as_bytes());
        offsets.push(bytes.len() as i64);
    }
    let columns = [
        habitue_column {
            name: null(),
            cells: waves.as_ptr().cast(),
            offsets: null(),
            bytes: 0,
            r#type: HABITUE_TYPE_I64,
            reserved: 0,
        },
        habitue_column {
            name: null(),
            cells: bytes.as_ptr().cast(),
            offsets: offsets.as_ptr(),
            bytes: bytes.len(),
            r#type: HABITUE_TYPE_TEXT,
            reserved: 0,
        },
    ];
    let (mut codes, mut firsts, mut needed) = (vec![7; ROWS], [0_u64; 16], 0);
    // SAFETY: every pointer is that of a live local.
    let status = unsafe {
        let (codes, firsts) = (codes.as_mut_ptr(), firsts.as_mut_ptr());
        habitue_groups(columns.as_ptr(), 2, ROWS, codes, firsts, 16, &mut needed, null_mut())
    };
    assert_eq!((status, needed), (HABITUE_OK, 6));
    for (row, code) in codes.iter().enumerate() {
        assert_eq!(*code, groups.of_row(row).map_or(-1, |group| group as i32));
    }
    assert_eq!(firsts[..6], [0, 1, 2, 3, 4, 5].map(|group| u64::from(groups.rows(group)[0])));
    let person = MissingPolicy::PersonMean { minimum_share: 0.4 };
    let expected = [
        BreakdownFigure::Index { missing: person, form: IndexForm::PerRespondent },
        BreakdownFigure::Share { question: 1, top: 3, method: ProportionInterval::Jeffreys },
        BreakdownFigure::Promoter {
            question: 0,
            breaks: PromoterBreaks::new(5.0, 9.0).unwrap(),
            method: PromoterInterval::AdjustedWald,
        },
        BreakdownFigure::Mean { question: 2 },
        BreakdownFigure::Reliability { items: vec![2, 0], missing: MissingPolicy::AvailableCase },
    ];
    let job = &mut habitue::Job::new();
    let expected = Breakdown::of(&rust, &groups, &expected, 0.8, job).unwrap();
    let (one, two, both) = ([1_usize], [0_usize], [2_usize, 0]);
    let third = [2_usize];
    let of = |kind, questions: &[usize]| habitue_group_figure {
        kind,
        questions: questions.as_ptr(),
        question_count: questions.len(),
        // SAFETY: numbers and pointers, which zero is one of.
        ..unsafe { std::mem::zeroed() }
    };
    let figures_of_c = [
        habitue_group_figure {
            missing: HABITUE_MISSING_PERSON_MEAN,
            minimum_share: 0.4,
            per_respondent: 1,
            ..of(HABITUE_GROUP_FIGURE_INDEX, &[])
        },
        habitue_group_figure {
            top: 3,
            interval: HABITUE_PROPORTION_JEFFREYS,
            ..of(HABITUE_GROUP_FIGURE_SHARE, &one)
        },
        habitue_group_figure {
            low_at_most: 5.0,
            high_at_least: 9.0,
            interval: HABITUE_PROMOTER_ADJUSTED_WALD,
            ..of(HABITUE_GROUP_FIGURE_PROMOTER, &two)
        },
        of(HABITUE_GROUP_FIGURE_MEAN, &third),
        habitue_group_figure {
            missing: HABITUE_MISSING_AVAILABLE_CASE,
            ..of(HABITUE_GROUP_FIGURE_ALPHA, &both)
        },
    ];
    let mut wanted = habitue_breakdown {
        codes: codes.as_ptr(),
        rows: ROWS,
        group_count: 6,
        figures: figures_of_c.as_ptr(),
        figure_count: figures_of_c.len(),
        confidence: 0.8,
        ..habitue_breakdown::default()
    };
    let mut found = [habitue_group_estimate::default(); 30];
    // SAFETY: every pointer is that of a live local.
    let run = |wanted: &habitue_breakdown, found: &mut [habitue_group_estimate]| unsafe {
        habitue_responses_by_group(handle, wanted, null(), found.as_mut_ptr(), null_mut())
    };
    assert_eq!(run(&wanted, &mut found), HABITUE_OK);
    let compared = expected.pairwise(3).unwrap();
    let (mut differences, mut adjusted, mut higher) = ([0.0; 36], [0.0; 36], [7; 36]);
    let asked = habitue_group_differences {
        group_count: 6,
        figure_count: 5,
        figure: 3,
        confidence: 0.8,
        differences: differences.as_mut_ptr(),
        adjusted: adjusted.as_mut_ptr(),
        higher: higher.as_mut_ptr(),
        ..habitue_group_differences::default()
    };
    // SAFETY: every pointer is that of a live local.
    unsafe {
        assert_eq!(habitue_groups_compare(found.as_ptr(), &asked, null_mut()), HABITUE_OK);
        let alpha = habitue_group_differences { figure: 4, ..asked };
        let refused = habitue_groups_compare(found.as_ptr(), &alpha, null_mut());
        assert_eq!(refused, HABITUE_BAD_ARGUMENT);
    }
    for (row, other) in (0..6).flat_map(|row| (0..6).map(move |other| (row, other))) {
        let cell = 6 * row + other;
        let nan = |number: Option<f64>| number.unwrap_or(f64::NAN).to_bits();
        assert_eq!(differences[cell].to_bits(), nan(compared.difference(row, other)));
        assert_eq!(adjusted[cell].to_bits(), nan(compared.adjusted_p_value(row, other)));
        assert_eq!(higher[cell], u8::from(compared.is_higher(row, other)));
    }
    // Alpha of all respondents has the interval that alpha of their moments has.
    let alpha = habitue_group_figure {
        missing: HABITUE_MISSING_LISTWISE,
        ..of(HABITUE_GROUP_FIGURE_ALPHA, &both)
    };
    let all = [0_i32; ROWS];
    let whole = habitue_breakdown {
        codes: all.as_ptr(),
        group_count: 1,
        figures: &alpha,
        figure_count: 1,
        ..wanted
    };
    let mut of_all = [habitue_group_estimate::default()];
    assert_eq!(run(&whole, &mut of_all), HABITUE_OK);
    let (mut moments, mut alone) = (null_mut(), habitue_reliability::default());
    let items = habitue_items {
        items: both.as_ptr(),
        item_count: 2,
        confidence: 0.8,
        ..Default::default()
    };
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let listwise = HABITUE_MISSING_LISTWISE;
        let status = habitue_moments_of_responses(handle, listwise, 0.0, &mut moments, null_mut());
        assert_eq!(status, HABITUE_OK);
        let kind = HABITUE_RELIABILITY_ALPHA;
        let status = habitue_reliability_of(moments, kind, &items, &mut alone, null_mut());
        assert_eq!(status, HABITUE_OK);
        habitue_moments_free(moments);
    }
    assert_eq!((of_all[0].value, of_all[0].interval.low), (alone.value, alone.interval.low));
    assert_eq!(of_all[0].interval.high, alone.interval.high);
    // By strata of seven and clusters of thirteen respondents.
    let strata: Vec<i32> = (0..ROWS as i32).map(|row| row % 2).collect();
    let clusters: Vec<i32> = (0..ROWS as i32).map(|row| row / 13).collect();
    let of = |codes: &[i32]| {
        let codes: Vec<_> = codes.iter().map(|code| Some(*code as u32)).collect();
        Groups::of_codes(&codes, 30).unwrap()
    };
    let design = SampleDesign::new(ROWS, Some(&of(&strata)), Some(&of(&clusters))).unwrap();
    let figures = [BreakdownFigure::Mean { question: 2 }];
    let job = &mut habitue::Job::new();
    let sampled = Breakdown::of_design(&rust, &groups, &design, &figures, 0.8, job).unwrap();
    let of_design = habitue_breakdown {
        figures: &raw const figures_of_c[3],
        figure_count: 1,
        strata: strata.as_ptr(),
        clusters: clusters.as_ptr(),
        ..wanted
    };
    let mut errors = [habitue_group_estimate::default(); 6];
    let cells = of(&strata);
    let table = CrossTable::of(&groups, &cells, rust.weights(), Some(&design)).unwrap();
    let weights = weights();
    let (mut counts, mut sums) = ([0_u64; 180], [0.0; 180]);
    let mut crossed = habitue_cross_table {
        respondents: ROWS,
        rows: codes.as_ptr(),
        row_count: 6,
        columns: strata.as_ptr(),
        column_count: 30,
        weights: weights.as_ptr(),
        strata: strata.as_ptr(),
        clusters: clusters.as_ptr(),
        counts: counts.as_mut_ptr(),
        cell_weights: sums.as_mut_ptr(),
        ..habitue_cross_table::default()
    };
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let out = errors.as_mut_ptr();
        let status = habitue_responses_by_group(handle, &of_design, null(), out, null_mut());
        assert_eq!(status, HABITUE_OK);
        assert_eq!(habitue_cross_tabulate(&mut crossed, null_mut()), HABITUE_OK);
    }
    for (found, expected) in errors.iter().zip(sampled.estimates()) {
        let expected = expected.as_ref().unwrap();
        assert_eq!(Some(found.standard_error), expected.standard_error);
        assert_eq!((Some(found.freedom), found.shared), (expected.freedom, 1));
    }
    assert_eq!((counts.as_slice(), sums.as_slice()), (&*table.counts, &*table.weights));
    assert_eq!((crossed.f, crossed.f_p_value), (table.f, table.f_p_value));
    assert_eq!((crossed.f_numerator, crossed.f_denominator), table.f_freedom);
    assert_eq!((crossed.used, crossed.missing), (table.used, table.missing));
    wanted.group_count = 5;
    assert_eq!(run(&wanted, &mut found), HABITUE_OUT_OF_RANGE);
    wanted.figure_count = 0;
    assert_eq!(run(&wanted, &mut found), HABITUE_OUT_OF_RANGE);
    for (found, expected) in found.iter().zip(expected.estimates()) {
        let expected = expected.as_ref().unwrap();
        let interval = expected.interval.unwrap();
        let error = expected.standard_error.unwrap_or(f64::NAN);
        assert_eq!(found.value.to_bits(), expected.value.to_bits());
        assert_eq!(found.standard_error.to_bits(), error.to_bits());
        assert_eq!((found.interval.low, found.interval.high), (interval.low, interval.high));
        assert_eq!((found.used, found.missing), (expected.used, expected.missing));
        assert_eq!((found.effective_n, found.status), (expected.effective_n, HABITUE_OK));
    }
    // SAFETY: made by the library, freed once.
    unsafe { habitue_responses_free(handle) };
}

/// The options of a question of several: counts first, then columns.
#[test]
fn options_are_split_as_in_rust() {
    use habitue::customer::TextColumn;
    use habitue::survey::MultiSelect;

    let (mut cells, mut offsets, mut bytes) = (TextColumn::default(), vec![0_i64], Vec::new());
    for cell in ["微信，电话", "电话， ，电话", " ", "门店，微信"] {
        cells.push(cell);
        bytes.extend_from_slice(cell.as_bytes());
        offsets.push(bytes.len() as i64);
    }
    let expected = MultiSelect::of(cells.as_texts(), '，').unwrap();
    let column = habitue_column {
        name: null(),
        cells: bytes.as_ptr().cast(),
        offsets: offsets.as_ptr(),
        bytes: bytes.len(),
        r#type: HABITUE_TYPE_TEXT,
        reserved: 0,
    };
    let mut found = habitue_multi_select::default();
    // SAFETY: every pointer is that of a live local.
    let split = |mark: u32, found: &mut habitue_multi_select| unsafe {
        habitue_multi_select_split(&column, 4, mark, found, null_mut())
    };
    assert_eq!(split('，' as u32, &mut found), HABITUE_OK);
    assert_eq!(found.option_count, expected.options.len());
    let mut places = vec![0_i64; found.option_count + 1];
    let mut names = vec![0_u8; found.name_bytes];
    let mut ticked = vec![7.0; 4 * found.option_count];
    found.name_offsets = places.as_mut_ptr();
    found.names = names.as_mut_ptr().cast();
    found.ticked = ticked.as_mut_ptr();
    assert_eq!(split('，' as u32, &mut found), HABITUE_OK);
    for (at, option) in expected.options.iter().enumerate() {
        let name = &names[places[at] as usize..places[at + 1] as usize];
        assert_eq!(std::str::from_utf8(name).unwrap(), option);
        let own = ticked[4 * at..4 * at + 4].iter().map(|cell| cell.to_bits());
        assert!(own.eq(expected.columns[at].iter().map(|cell| cell.to_bits())));
    }
    found.option_count += 1;
    assert_eq!(split('，' as u32, &mut found), HABITUE_BAD_LENGTH);
    assert_eq!(split(0xd800, &mut found), HABITUE_OUT_OF_RANGE);
    assert_eq!(split(0, &mut found), HABITUE_OUT_OF_RANGE);
}
