//! The names of the kinds of models, as a list.

use super::entries::Entry;

/// Kind, English and Chinese; a test holds them to the models' own.
const NAMES: [(i32, &str, &str); 11] = [
    (super::model::HABITUE_MODEL_BG_NBD, "BG/NBD", "贝塔几何/负二项模型"),
    (super::model::HABITUE_MODEL_PARETO_NBD, "Pareto/NBD", "帕累托/负二项模型"),
    (super::model::HABITUE_MODEL_MBG_NBD, "MBG/NBD", "修正贝塔几何/负二项模型"),
    (super::model::HABITUE_MODEL_NBD, "NBD", "负二项模型"),
    (super::model::HABITUE_MODEL_BG_CNBD, "BG/CNBD-k", "贝塔几何/浓缩负二项模型"),
    (super::model::HABITUE_MODEL_MBG_CNBD, "MBG/CNBD-k", "修正贝塔几何/浓缩负二项模型"),
    (super::model::HABITUE_MODEL_GGOMPERTZ_NBD, "GGompertz/NBD", "伽马冈珀茨/负二项模型"),
    (super::model::HABITUE_MODEL_BG_BB, "BG/BB", "贝塔几何/贝塔伯努利模型"),
    (super::model::HABITUE_MODEL_GAMMA_GAMMA, "Gamma-Gamma", "伽马-伽马消费模型"),
    (super::model::HABITUE_MODEL_SBG, "sBG", "移位贝塔几何模型"),
    (super::model::HABITUE_MODEL_BDW, "BdW", "贝塔离散威布尔模型"),
];

pub(super) fn models() -> Vec<Entry> {
    NAMES.iter().map(|(kind, english, chinese)| Entry::new(*kind, english, chinese)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifetime::AnyModel;

    #[test]
    fn names_are_those_of_the_models() {
        let models = AnyModel::examples();
        assert_eq!(models.len(), NAMES.len());
        for (model, (kind, english, chinese)) in models.iter().zip(NAMES) {
            assert_eq!((model.kind(), model.name()), (kind.unsigned_abs(), english));
            let own = (model.as_purchase().map(|model| model.name_zh()))
                .or(model.as_spend().map(|model| model.name_zh()))
                .or(model.as_contract().map(|model| model.name_zh()));
            assert_eq!(own, Some(chinese));
        }
    }
}
