//! The survey and satisfaction nouns through the C functions: the same bits as
//! through Rust.
#![cfg(feature = "capi")]
#![allow(unsafe_code, clippy::unwrap_used)]

use crate::named;
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

fn init_scale() -> habitue_scale {
    habitue_scale {
        struct_size: size_of::<habitue_scale>() as u32,
        kind: HABITUE_SCALE_RANGE,
        direction: HABITUE_HIGHER_IS_BETTER,
        reserved: 0,
        low: 1.0,
        high: 10.0,
        step: 1.0,
        level_values: null(),
        level_scores: null(),
        levels: 0,
    }
}

fn questionnaire() -> *mut habitue_questionnaire {
    let mut made = null_mut();
    let reversed = habitue_scale { direction: HABITUE_LOWER_IS_BETTER, ..init_scale() };
    // SAFETY: every pointer is that of a live local.
    unsafe {
        assert_eq!(habitue_questionnaire_new(&mut made, null_mut()), HABITUE_OK);
        for (name, scale, weight, dimension) in [
            ("range", null(), 2.0, "offer"),
            ("price", &raw const reversed, 1.0, ""),
            ("effort", &raw const reversed, 0.5, ""),
        ] {
            let scale = if name == "price" { null() } else { scale };
            let status = habitue_questionnaire_add(
                made,
                name.as_ptr(),
                name.len(),
                scale,
                weight,
                dimension.as_ptr(),
                dimension.len(),
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
        }
    }
    made
}

fn answers(layout: i32) -> *mut habitue_responses {
    let columns = columns();
    let matrix: Vec<f64> = if layout == HABITUE_COLUMN_MAJOR {
        columns.concat()
    } else {
        (0..ROWS).flat_map(|row| columns.iter().map(move |column| column[row])).collect()
    };
    let (questions, weights) = (questionnaire(), weights());
    let mut made = null_mut();
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let status = habitue_responses_new(
            questions,
            matrix.as_ptr(),
            matrix.len(),
            ROWS,
            layout,
            weights.as_ptr(),
            HABITUE_OUT_OF_SCALE_REFUSE,
            &mut made,
            null_mut(),
        );
        assert_eq!(status, HABITUE_OK);
        habitue_questionnaire_free(questions);
    }
    made
}

#[test]
fn indices_have_the_bits_of_rust_in_either_layout() {
    let expected = rust();
    let settings = IndexOptions::new(MissingPolicy::PersonMean { minimum_share: 0.6 })
        .with_form(IndexForm::PerRespondent)
        .with_level(0.9)
        .with_population(5000);
    let index = SatisfactionIndex::of(&expected, settings).unwrap();
    let mut own = vec![0.0; ROWS];
    respondent_indices_into(&expected, settings.missing, &mut own).unwrap();
    for layout in [HABITUE_COLUMN_MAJOR, HABITUE_ROW_MAJOR] {
        let answers = answers(layout);
        let options = habitue_index_options {
            struct_size: size_of::<habitue_index_options>() as u32,
            missing: HABITUE_MISSING_PERSON_MEAN,
            form: HABITUE_INDEX_PER_RESPONDENT,
            reserved: 0,
            minimum_share: 0.6,
            level: 0.9,
            population: 5000,
        };
        let mut found = habitue_index::default();
        let (mut scores, mut answered, mut indices) = ([0.0; 3], [0; 3], vec![0.0; ROWS]);
        // SAFETY: every pointer is that of a live local.
        unsafe {
            let status = habitue_satisfaction_index(
                answers,
                &options,
                &mut found,
                null_mut(),
                scores.as_mut_ptr(),
                answered.as_mut_ptr(),
                3,
                null_mut(),
            );
            assert_eq!(status, HABITUE_OK);
            let status = habitue_respondent_indices(
                answers,
                HABITUE_MISSING_PERSON_MEAN,
                0.6,
                indices.as_mut_ptr(),
                ROWS,
                null_mut(),
            );
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
        for (question, (score, answered)) in index.questions.iter().zip(scores.iter().zip(answered))
        {
            assert_eq!((question.score, question.answered), (Some(*score), answered));
        }
        let same = own.iter().zip(&indices).all(|(a, b)| a.to_bits() == b.to_bits());
        assert!(same);
    }
}

#[test]
fn shares_and_promoters_have_the_bits_of_rust() {
    let expected = rust();
    let handle = answers(HABITUE_ROW_MAJOR);
    for (code, method) in [
        (HABITUE_INTERVAL_WILSON, ProportionInterval::Wilson),
        (HABITUE_INTERVAL_AGRESTI_COULL, ProportionInterval::AgrestiCoull),
        (HABITUE_INTERVAL_CLOPPER_PEARSON, ProportionInterval::ClopperPearson),
        (HABITUE_INTERVAL_JEFFREYS, ProportionInterval::Jeffreys),
        (HABITUE_INTERVAL_WALD, ProportionInterval::Wald),
    ] {
        let wanted = TopBox::of(&expected, 2, 3, method, 0.95).unwrap();
        let mut found = habitue_top_box_share::default();
        // SAFETY: every pointer is that of a live local.
        let status = unsafe { habitue_top_box(handle, 2, 3, code, 0.95, &mut found, null_mut()) };
        assert_eq!(status, HABITUE_OK);
        assert_eq!((found.share, found.interval.low), (wanted.share, wanted.interval.low));
        assert_eq!(found.interval.high.to_bits(), wanted.interval.high.to_bits());
        assert_eq!(found.missing, wanted.counts.missing);
    }
    let breaks = PromoterBreaks::new(6.0, 9.0).unwrap();
    let counts = PromoterCounts::count(&expected, 0, breaks).unwrap();
    for (code, method) in [
        (HABITUE_PROMOTER_SCORE_INTERVAL, PromoterInterval::Score),
        (HABITUE_PROMOTER_WALD, PromoterInterval::Wald),
        (HABITUE_PROMOTER_ADJUSTED_WALD, PromoterInterval::AdjustedWald),
    ] {
        let wanted = counts.score(method, 0.95).unwrap();
        let mut found = habitue_promoters::default();
        // SAFETY: every pointer is that of a live local.
        let status = unsafe {
            habitue_promoter_score(handle, 0, 6.0, 9.0, code, 0.95, &mut found, null_mut())
        };
        assert_eq!(status, HABITUE_OK);
        assert_eq!(found.score.to_bits(), wanted.score.to_bits());
        assert_eq!(found.interval.low.to_bits(), wanted.interval.low.to_bits());
    }
    // SAFETY: made above, freed once.
    unsafe { habitue_responses_free(handle) };
}

#[test]
fn mistakes_are_named_and_nothing_is_written() {
    let (questions, matrix) = (questionnaire(), [5.0, 6.0, 7.0, 5.0, 11.0, 7.0]);
    let mut made = null_mut();
    let mut error = habitue_error {
        struct_size: size_of::<habitue_error>() as u32,
        code: 0,
        row: -1,
        column: [0; HABITUE_COLUMN_BYTES],
        message: [0; HABITUE_MESSAGE_BYTES],
    };
    // SAFETY: every pointer is that of a live local.
    unsafe {
        let mut new = |length, respondents, layout, policy| {
            let weights = null();
            habitue_responses_new(
                questions,
                matrix.as_ptr(),
                length,
                respondents,
                layout,
                weights,
                policy,
                &mut made,
                &mut error,
            )
        };
        assert_eq!(new(5, 2, HABITUE_ROW_MAJOR, 0), HABITUE_BAD_LENGTH);
        assert_eq!(new(6, usize::MAX, HABITUE_ROW_MAJOR, 0), HABITUE_BAD_LENGTH);
        assert_eq!(new(6, 2, 7, 0), HABITUE_BAD_ENUMERATOR);
        assert_eq!(new(6, 2, HABITUE_ROW_MAJOR, 9), HABITUE_BAD_ENUMERATOR);
        assert_eq!(new(6, 2, HABITUE_ROW_MAJOR, HABITUE_OUT_OF_SCALE_REFUSE), HABITUE_OUT_OF_RANGE);
        assert!(made.is_null());
        assert_eq!((error.row, error.column[0] as u8), (1, b'p'));

        let csv = "id,range,price,effort\na,1,2,3\nb,4,12,6\n";
        let read = |policy, out: &mut *mut habitue_responses| {
            habitue_responses_read_csv(
                questions,
                csv.as_ptr(),
                csv.len(),
                "id".as_ptr(),
                2,
                null(),
                0,
                b',',
                policy,
                out,
                null_mut(),
            )
        };
        assert_eq!(read(HABITUE_OUT_OF_SCALE_REFUSE, &mut made), HABITUE_OUT_OF_RANGE);
        assert_eq!(read(HABITUE_OUT_OF_SCALE_COUNT, &mut made), HABITUE_OK);
        let (mut missing, mut counted, mut rows, mut columns) = ([0; 3], [0; 3], 0, 0);
        let status = habitue_responses_missing(
            made,
            missing.as_mut_ptr(),
            counted.as_mut_ptr(),
            3,
            null_mut(),
        );
        assert_eq!((status, missing, counted), (HABITUE_OK, [0, 1, 0], [0, 1, 0]));
        let status = habitue_responses_shape(made, &mut rows, &mut columns, null_mut());
        assert_eq!((status, rows, columns), (HABITUE_OK, 2, 3));
        let (mut needed, mut buffer) = (0, [0_u8; 4]);
        let status =
            habitue_responses_key(made, 1, buffer.as_mut_ptr(), 4, &mut needed, null_mut());
        assert_eq!((status, needed, buffer[0]), (HABITUE_OK, 1, b'b'));
        assert_eq!(
            habitue_responses_key(made, 2, null_mut(), 0, &mut needed, null_mut()),
            HABITUE_OUT_OF_RANGE
        );
        habitue_responses_free(made);
        habitue_questionnaire_free(questions);

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
    let (items, counts, mut model) = ([0, 1, 2], [1, usize::MAX, 1, 1, 1, 1], null_mut());
    // SAFETY: every pointer is that of a live local.
    let status = unsafe {
        habitue_path_model_ready(
            HABITUE_INDEX_ACSI,
            items.as_ptr(),
            items.len(),
            counts.as_ptr(),
            counts.len(),
            &mut model,
            null_mut(),
        )
    };
    assert_eq!((status, model.is_null()), (HABITUE_BAD_LENGTH, true));
}
