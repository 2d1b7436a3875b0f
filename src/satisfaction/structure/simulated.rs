//! Simulated surveys for tests.

use super::path_model::{Construct, PathModel};
use crate::numeric::random::Stream;
use crate::survey::{Answers, Question, Questionnaire, Scale};

/// Two causes and an effect of two items each; the first acts on the effect with
/// this strength.
pub(super) fn sample(seed: u64, n: usize, strength: f64) -> Answers {
    let mut stream = Stream::new(seed, 7);
    let mut columns = vec![Vec::new(); 6];
    for _ in 0..n {
        let (a, b) = (stream.normal(), stream.normal());
        let c = strength * a + 0.3 * b + 0.6 * stream.normal();
        for (item, latent) in [a, a, b, b, c, c].into_iter().enumerate() {
            let answer = 5.5 + 1.4 * latent + 0.8 * stream.normal();
            columns[item].push(answer.clamp(1.0, 10.0));
        }
    }
    let question = |i| Question::new(format!("q{i}"), Scale::continuous(1.0, 10.0).unwrap());
    Answers::new(Questionnaire::new((0..6).map(question).collect()).unwrap(), columns).unwrap()
}

pub(super) fn model() -> PathModel {
    let blocks = [("a", [0, 1]), ("b", [2, 3]), ("c", [4, 5])];
    let constructs = blocks.iter().map(|(name, items)| Construct::new(name, "", items)).collect();
    PathModel::new(constructs, vec![(0, 2), (1, 2)]).unwrap()
}
