//! A random survey, with some scales reversed, and the same recoded by hand.

use habitue::survey::{Answers, Level, Question, Questionnaire, Scale};

/// Where the questions stand: four on one scale, and one of each other kind.
pub(crate) const SEVENS: [usize; 4] = [0, 1, 2, 3];
pub(crate) const CONTINUOUS: usize = 4;
pub(crate) const TENTHS: usize = 5;
pub(crate) const FIVE: usize = 6;
pub(crate) const RECOMMEND: usize = 7;
pub(crate) const UNEVEN: usize = 8;
const QUESTIONS: usize = 9;
pub(crate) const RESPONDENTS: usize = 70;

/// Three surveys of the same people.
pub(crate) struct Surveys {
    /// With scales declared as they were asked.
    pub(crate) declared: Answers,
    /// With reversed questions recoded before they came in: low + high - answer.
    pub(crate) recoded: Answers,
    /// Without a word about the direction: what a reading of raw answers gives.
    pub(crate) raw: Answers,
}

/// Numbers that look random (Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn unit(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn below(&mut self, end: usize) -> usize {
        (self.unit() * end as f64) as usize
    }
}

impl Surveys {
    /// The surveys of a seed: about half of the questions are reversed, at least one
    /// of the first four; some answers are missing; every other seed has weights.
    pub(crate) fn of(seed: u64) -> Self {
        let mut numbers = Numbers(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 77);
        let mut reversed: Vec<bool> = (0..QUESTIONS).map(|_| numbers.unit() < 0.5).collect();
        reversed[numbers.below(SEVENS.len())] = true;
        let mut columns = vec![Vec::new(); QUESTIONS];
        for _ in 0..RESPONDENTS {
            let mood = numbers.unit();
            for (question, column) in columns.iter_mut().enumerate() {
                let place = 0.6 * mood + 0.4 * numbers.unit();
                let place = if reversed[question] { 1.0 - place } else { place };
                column.push(match numbers.unit() < 0.06 {
                    true => f64::NAN,
                    false => answer(question, place),
                });
            }
        }
        let weights = (seed % 2 == 1)
            .then(|| (0..RESPONDENTS).map(|_| [0.5, 1.0, 2.0, 3.0][numbers.below(4)]).collect());
        let turned = |question: usize| {
            let (low, high) = ends(question);
            columns[question].iter().map(|answer| low + high - answer).collect::<Vec<f64>>()
        };
        let by_hand = (0..QUESTIONS)
            .map(|question| match reversed[question] {
                true => turned(question),
                false => columns[question].clone(),
            })
            .collect();
        let asked = |question: usize| match reversed[question] {
            true => scale(question).reversed(),
            false => scale(question),
        };
        let recoded = |question: usize| match (reversed[question], question) {
            (true, UNEVEN) => mirrored_levels(),
            _ => scale(question),
        };
        let make = |scale: &dyn Fn(usize) -> Scale, columns: Vec<Vec<f64>>| {
            let answers = Answers::new(questionnaire(scale), columns).unwrap();
            let keys = (0..RESPONDENTS).map(|row| format!("customer {row}")).collect();
            let answers = answers.with_keys(keys).unwrap();
            match &weights {
                Some(weights) => answers.with_weights(Vec::clone(weights)).unwrap(),
                None => answers,
            }
        };
        Self {
            declared: make(&asked, columns.clone()),
            recoded: make(&recoded, by_hand),
            raw: make(&scale, columns),
        }
    }
}

fn questionnaire(scale: &dyn Fn(usize) -> Scale) -> Questionnaire {
    let question = |place: usize| {
        Question::new(format!("q{place}"), scale(place))
            .with_weight(1.0 + place as f64 / 4.0)
            .unwrap()
            .with_dimension(["product", "service"][place % 2])
    };
    Questionnaire::new((0..QUESTIONS).map(question).collect()).unwrap()
}

fn ends(question: usize) -> (f64, f64) {
    match question {
        CONTINUOUS => (0.0, 100.0),
        TENTHS => (0.0, 1.0),
        FIVE | UNEVEN => (1.0, 5.0),
        RECOMMEND => (0.0, 10.0),
        _ => (1.0, 7.0),
    }
}

fn scale(question: usize) -> Scale {
    match question {
        CONTINUOUS => Scale::continuous(0.0, 100.0),
        TENTHS => Scale::stepped(0.0, 1.0, 0.1),
        FIVE => Scale::points(1, 5),
        RECOMMEND => Scale::points(0, 10),
        UNEVEN => levels([(1.0, 0.0), (2.0, 60.0), (5.0, 100.0)]),
        _ => Scale::points(1, 7),
    }
    .unwrap()
}

/// The uneven levels as they stand when they are asked the other way round and
/// recoded: 6 less the value, 100 less the score.
fn mirrored_levels() -> Scale {
    levels([(5.0, 100.0), (4.0, 40.0), (1.0, 0.0)]).unwrap()
}

fn levels(values: [(f64, f64); 3]) -> habitue::Result<Scale> {
    let level =
        |((value, score), name): ((f64, f64), &str)| Level::new(value, score, false, name, name);
    Scale::levels(values.into_iter().zip(["one", "two", "three"]).map(level).collect())
}

/// The answer at a place from 0 to 1 of a scale.
fn answer(question: usize, place: f64) -> f64 {
    match question {
        CONTINUOUS => 100.0 * place,
        TENTHS => (10.0 * place).round() * 0.1,
        UNEVEN => [1.0, 2.0, 5.0][((place * 3.0) as usize).min(2)],
        _ => {
            let (low, high) = ends(question);
            low + (place * (high - low)).round()
        }
    }
}
