//! Answers seen as scores from 0 to 100 under a policy for missing answers.

use super::question_score::QuestionScore;
use crate::error::{Error, ErrorKind, Result};
use crate::numeric::exact_dot::{ROWS, add_products};
use crate::numeric::exact_sum::ExactSum;
use crate::survey::{Answers, Basis, MissingPolicy, Scale};

/// Mean score of each question and the weight of the respondents behind it.
pub(super) struct Means {
    pub(super) score: Vec<f64>,
    mass: Vec<f64>,
    answered: Vec<u64>,
}

/// Answers seen as scores under a policy. Passes go column by column, so that
/// each reads memory in order, and no pass allocates for a respondent.
pub(super) struct Scored<'a> {
    answers: &'a Answers,
    policy: MissingPolicy,
    pub(super) weights: Vec<f64>,
    lines: Vec<Option<(f64, f64)>>,
    pub(super) rows: usize,
    pub(super) included: Vec<bool>,
    own_mean: Vec<f64>,
}

impl<'a> Scored<'a> {
    pub(super) fn new(answers: &'a Answers, policy: MissingPolicy) -> Result<Self> {
        policy.check()?;
        if policy == MissingPolicy::ExpectationMaximisation {
            return Err(Error::new(
                ErrorKind::Argument,
                "is a policy for moments; an index of answers needs another",
            )
            .in_column("missing")
            .with_value(policy.name()));
        }
        let questions = answers.questionnaire().questions();
        let rows = answers.respondents();
        let mut table = Self {
            answers,
            policy,
            weights: questions.iter().map(|question| question.weight()).collect(),
            lines: answers.scales().iter().map(Scale::line).collect(),
            rows,
            included: vec![false; rows],
            own_mean: Vec::new(),
        };
        let fills = matches!(policy, MissingPolicy::PersonMean { .. });
        let mut own_mean = vec![0.0; if fills { rows } else { 0 }];
        let mut answered = vec![0_u32; rows];
        for column in table.weighing() {
            for (row, answer) in answers.columns()[column].iter().enumerate() {
                if !answer.is_nan() {
                    answered[row] += 1;
                    if fills {
                        own_mean[row] += table.score(column, *answer);
                    }
                }
            }
        }
        let asked = table.weighing().count() as u32;
        for (row, answered) in answered.iter().enumerate() {
            let enough = match policy {
                MissingPolicy::Listwise => *answered == asked,
                MissingPolicy::PersonMean { minimum_share } => {
                    f64::from(*answered) >= minimum_share * f64::from(asked)
                }
                _ => true,
            };
            table.included[row] = enough && *answered > 0 && answers.weight(row) > 0.0;
            if fills {
                own_mean[row] /= f64::from(*answered);
            }
        }
        table.own_mean = own_mean;
        if !table.included.contains(&true) {
            return Err(Error::new(
                ErrorKind::Empty,
                format!("no respondent is left under {}", policy.name()),
            )
            .in_column("answers"));
        }
        Ok(table)
    }

    /// Questions with a positive weight.
    fn weighing(&self) -> impl Iterator<Item = usize> {
        (0..self.weights.len()).filter(|column| self.weights[*column] > 0.0)
    }

    fn score(&self, column: usize, answer: f64) -> f64 {
        match self.lines[column] {
            Some((intercept, slope)) => intercept + slope * answer,
            None => self.answers.scales()[column].score(answer),
        }
    }

    /// The scores that a question has under the policy, each with its row: given,
    /// or filled in from the respondent; without those that stay missing.
    fn scores(&self, column: usize) -> impl Iterator<Item = (usize, f64)> {
        let fills =
            matches!(self.policy, MissingPolicy::PersonMean { .. }) && self.weights[column] > 0.0;
        let answers = self.answers.columns()[column].iter().enumerate();
        answers.filter(|(row, _)| self.included[*row]).filter_map(move |(row, answer)| {
            if !answer.is_nan() {
                Some((row, self.score(column, *answer)))
            } else if fills {
                Some((row, self.own_mean[row]))
            } else {
                None
            }
        })
    }

    pub(super) fn question_means(&self) -> Result<Means> {
        let mut means = Means { score: Vec::new(), mass: Vec::new(), answered: Vec::new() };
        for column in 0..self.weights.len() {
            let (mut sum, mut mass) = (ExactSum::default(), ExactSum::default());
            let mut answered = 0_u64;
            let answers = &self.answers.columns()[column];
            let (mut weights, mut scores) = (Vec::with_capacity(ROWS), Vec::with_capacity(ROWS));
            let mut end = |weights: &mut Vec<f64>, scores: &mut Vec<f64>| {
                add_products(&mut sum, weights, scores);
                scores.fill(1.0);
                add_products(&mut mass, weights, scores);
                weights.clear();
                scores.clear();
            };
            for (row, score) in self.scores(column) {
                weights.push(self.answers.weight(row));
                scores.push(score);
                answered += u64::from(!answers[row].is_nan());
                if weights.len() == ROWS {
                    end(&mut weights, &mut scores);
                }
            }
            end(&mut weights, &mut scores);
            let (sum, mass) = (sum.value(), mass.value());
            // A person mean would fill in what nobody was asked.
            if (mass == 0.0 || answered == 0) && self.weights[column] > 0.0 {
                return Err(Error::new(ErrorKind::Empty, "has a weight, but nobody answered it")
                    .in_column(self.answers.questionnaire().questions()[column].name()));
            }
            means.score.push(sum / mass);
            means.mass.push(mass);
            means.answered.push(answered);
        }
        Ok(means)
    }

    /// The index of each respondent; NaN where excluded.
    pub(super) fn respondents(&self, means: &[f64]) -> Vec<f64> {
        let mut own = vec![0.0; self.rows];
        let mut total = vec![0.0; self.rows];
        for column in self.weighing() {
            let weight = self.weights[column];
            for (row, score) in self.scores(column) {
                own[row] += weight * score;
                total[row] += weight;
            }
        }
        if self.policy == MissingPolicy::ItemMean {
            for column in self.weighing() {
                let (weight, mean) = (self.weights[column], means[column]);
                for (row, answer) in self.answers.columns()[column].iter().enumerate() {
                    if answer.is_nan() {
                        own[row] += weight * mean;
                        total[row] += weight;
                    }
                }
            }
        }
        for (row, (own, total)) in own.iter_mut().zip(total).enumerate() {
            *own = if self.included[row] { *own / total } else { f64::NAN };
        }
        own
    }

    /// How the index of question means moves with each respondent; 0 where
    /// excluded. `weights` sum to 1.
    pub(super) fn influences(&self, weights: &[f64], means: &Means) -> Vec<f64> {
        let mut influences = vec![0.0; self.rows];
        for column in self.weighing() {
            let (factor, mean) = (weights[column] / means.mass[column], means.score[column]);
            for (row, score) in self.scores(column) {
                influences[row] += factor * self.answers.weight(row) * (score - mean);
            }
        }
        influences
    }

    pub(super) fn question_scores(&self, weights: &[f64], means: &Means) -> Vec<QuestionScore> {
        self.answers
            .questionnaire()
            .questions()
            .iter()
            .enumerate()
            .map(|(column, question)| {
                let score = (means.mass[column] > 0.0).then_some(means.score[column]);
                QuestionScore {
                    name: question.name().to_owned(),
                    weight: weights[column],
                    score,
                    mean: score
                        .zip(self.lines[column])
                        .map(|(score, (intercept, slope))| (score - intercept) / slope),
                    answered: means.answered[column],
                    missing: self.answers.missing()[column],
                }
            })
            .collect()
    }

    pub(super) fn basis(&self, used: u64, effective_n: f64) -> Basis {
        let (mut missing, mut out_of_scale, mut asked) = (0, 0, 0);
        for column in self.weighing() {
            missing += self.answers.missing()[column];
            out_of_scale += self.answers.out_of_scale()[column];
            asked += 1;
        }
        Basis {
            respondents: self.rows as u64,
            used,
            answers: asked * self.rows as u64,
            missing,
            out_of_scale,
            effective_n,
            policy: self.policy,
        }
    }
}
