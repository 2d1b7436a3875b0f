// One row a list: its code and symbol, its names, and its entries. A list that begins with `+` is
// one of many: the code of a scheme, formula, checklist, measure or index is added to that of the row. Read twice:
// by src/capi/names.rs and by build.rs, as schemes.in.rs is.
lists! {
    0 LISTS "lists" "列表" => one(known());
    1 STATUSES "statuses" "状态" => one(statuses());
    2 MODELS "models of customers" "客户模型" => one(super::model_names::models());
    4 SCHEMES "classifications" "分类方法" => one(scheme_rows().iter().map(SchemeRow::itself).collect());
    5 FORMULAS "formulas" "公式" => one(formula_rows().iter().map(|row| {
        Entry { code: row.code, ..Entry::default() }.called(row.symbol)
    }).collect());
    6 DISCONFIRMATIONS "disconfirmation" "期望差异" => one(pairs(
        satisfaction::Disconfirmation::ALL.iter().map(|it| (it.code(), it.name(), it.name_zh()))));
    7 KANO_CLASSES "classes of Kano" "卡诺属性" => one(pairs(
        satisfaction::KanoClass::ALL.iter().map(|it| (it.code(), it.name(), it.name_zh()))));
    8 QUADRANTS "quadrants of importance and performance" "重要性与绩效象限" => one(pairs(
        Quadrant::TABLE.iter().map(|(code, it)| (*code, it.name(), it.name_zh()))));
    9 FACTORS "factors of penalty and reward" "惩罚与奖励因素" => one(pairs(
        FactorKind::TABLE.iter().map(|(code, it)| (*code, it.name(), it.name_zh()))));
    10 PERSONAS "persona tag" "客户性格标签" => one(named::<customer::PersonaTag>());
    11 LIFECYCLE_EVENTS "event in the life of a customer" "客户状态事件" =>
        one(named::<customer::StatusEvent>());
    12 MARGINS "margin of a customer" "客户利润水平" => one(named::<customer::Margin>());
    13 LADDER_RULES "rule of a ladder" "阶梯规则" => one(named::<LadderRule>());
    14 PHASE_ORDERS "order of the phases of loyalty" "忠诚层次的顺序" =>
        one(named::<loyalty::PhaseOrder>());
    15 REPURCHASES "band of the repurchase probability" "重复购买概率区间" =>
        one(named::<loyalty::Repurchase>());
    16 CAUSE_GROUPS "group of causes of loss" "影响客户关系的因素" =>
        one(named::<retention::CauseGroup>());
    17 LEAKS "leak of the bucket" "漏桶上的洞" => one(named::<retention::Leak>());
    18 FIVE_FACTORS "factors that build loyalty" "建立忠诚的因素" => one(five_factors());
    19 CUSTOMER_GROUPINGS "grouping" "客户分组方式" => one(named::<customer::Grouping>());
    20 CHECKLISTS "checklists" "检查表" => one(pairs(
        Checklist::TABLE.iter().map(|(code, it)| (*code, it.name(), it.name_zh()))));
    23 CUSTOMER_NUMBERS "number of customers" "客户数量" =>
        one(named::<customer::CustomerNumber>());
    24 STAGES_OF_TEXTS "stages of Griffin's ladder by the names of the course texts"
        "客户忠诚度阶梯（教材名称）" => one(stages(loyalty::StageNames::Texts));
    25 STAGES_INTERNATIONAL "stages of Griffin's ladder by their international names"
        "客户忠诚度阶梯（国际通用名称）" => one(stages(loyalty::StageNames::International));
    26 ROLES "role" "角色" => one(named::<customer::Role>());
    27 STRATEGIES "strategies that keep customers" "保留客户的策略" =>
        one(named::<loyalty::Strategy>());
    28 STRATEGY_REASONS "why a strategy applies" "采用策略的理由" => one(pairs(
        loyalty::Strategy::ALL.iter().map(|it| (it.code(), it.reason(), it.reason_zh()))));
    29 STRATEGY_GROUPS "what strategies work by" "策略类别" => one(named::<loyalty::StrategyGroup>());
    30 ADDED_SALES "ways to sell more" "增加销售的方式" => one(named::<value::AddedSale>());
    31 STEP_STATES "states of a step" "步骤的状态" => one(named::<satisfaction::StepState>());
    32 RECORD_FIELDS "fields of a customer record" "客户信息资料项目" =>
        one(named::<customer::RecordField>());
    33 RECORD_SECTIONS "parts of a customer record" "客户信息资料类别" =>
        one(named::<customer::RecordSection>());
    34 DUPLICATE_KEYS "keys of duplicates" "重复客户的识别项" => one(named::<customer::DuplicateKey>());
    + 1000 CLASSES "classes of a classification" "分类的类别" => schemes(|row| row.classes.clone());
    + 2000 REASONS "reasons of a classification" "分类的理由" => schemes(|row| row.reasons.clone());
    + 3000 POLICIES "what to do with each class" "各类客户的策略" => policies();
    + 4000 EVIDENCE "evidence of a classification" "分类的依据" => schemes(|row| row.facts.clone());
    + 5000 SCHEME_SETTINGS "settings of a classification" "分类的设置" =>
        schemes(|row| row.settings.clone());
    + 6000 FORMULA_INPUTS "columns of a formula" "公式的列" => formulas(|row| row.inputs.clone());
    + 7000 FORMULA_SETTINGS "settings of a formula" "公式的设置" =>
        formulas(|row| row.settings.clone());
    + 8000 FORMULA_OUTPUTS "outputs of a formula" "公式的结果" => formulas(|row| row.outputs.clone());
    + 9000 PYRAMID_TIERS "tiers of a pyramid" "价值金字塔的层级" => super::value::presets()
        .map(|(code, pyramid)| (code, numbered(pyramid.tiers().iter().map(|it| (&it.name, &it.name_zh)))))
        .to_vec();
    + 10000 SEGMENTS "segments" "客户分群" => super::value::named_segments()
        .map(|(code, all)| (code, numbered(all.iter().map(|it| (&it.name, &it.name_zh)))))
        .to_vec();
    + 11000 CHECKLIST_POINTS "points of a checklist" "检查表的要点" =>
        Checklist::TABLE.iter().map(|(code, list)| (*code, points(*list))).collect::<Vec<_>>();
    + 12000 TOTALS "totals of a measure" "度量的合计" => totals_of_measures();
    + 13000 INDEX_CONSTRUCTS "constructs of a national index" "国家指数的结构变量" =>
        constructs_of_indices();
    + 14000 INDEX_PATHS "paths of a national index" "国家指数的路径" => paths_of_indices();
}
