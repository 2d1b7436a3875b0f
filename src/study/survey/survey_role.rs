//! What a column of a survey is.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, ErrorKind, Result};

/// What a column of a file of answers holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SurveyRole {
    /// Who answered: every value once.
    Respondent,
    /// A question of the satisfaction index.
    Item,
    /// Overall satisfaction.
    Overall,
    /// The probability of buying again, 0 to 1.
    Repurchase,
    /// Whether the respondent would recommend, 0 to 10: the promoter score.
    Recommend,
    /// How important an item is: `importance_ITEM`.
    Importance,
    /// What was expected of an item: `expected_ITEM`.
    Expectation,
    /// How one would feel with a feature (Kano), 1 like to 5 dislike: `with_FEATURE`.
    Functional,
    /// How one would feel without it: `without_FEATURE`.
    Dysfunctional,
    /// What respondents are told apart by, such as region or dealer.
    Segment,
    /// When they answered: a month, a wave, or days, which are taken by month.
    Wave,
    /// A base weight.
    Weight,
    /// A question of which several options may be ticked.
    Multi,
    /// An open answer, which is counted and left alone.
    Open,
    /// A column that nothing is asked of.
    Unused,
}

impl SurveyRole {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Respondent,
        Self::Item,
        Self::Overall,
        Self::Repurchase,
        Self::Recommend,
        Self::Importance,
        Self::Expectation,
        Self::Functional,
        Self::Dysfunctional,
        Self::Segment,
        Self::Wave,
        Self::Weight,
        Self::Multi,
        Self::Open,
        Self::Unused,
    ];

    /// The name by which options know it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Respondent => "respondent",
            Self::Item => "item",
            Self::Overall => "overall",
            Self::Repurchase => "repurchase",
            Self::Recommend => "recommend",
            Self::Importance => "importance",
            Self::Expectation => "expectation",
            Self::Functional => "functional",
            Self::Dysfunctional => "dysfunctional",
            Self::Segment => "segment",
            Self::Wave => "wave",
            Self::Weight => "weight",
            Self::Multi => "multi",
            Self::Open => "open",
            Self::Unused => "unused",
        }
    }

    /// Chinese name.
    #[must_use]
    pub const fn name_zh(self) -> &'static str {
        match self {
            Self::Respondent => "受访者编号",
            Self::Item => "测评题",
            Self::Overall => "总体满意度",
            Self::Repurchase => "再次购买概率",
            Self::Recommend => "推荐意愿",
            Self::Importance => "重要性",
            Self::Expectation => "期望",
            Self::Functional => "具备时的感受",
            Self::Dysfunctional => "不具备时的感受",
            Self::Segment => "细分变量",
            Self::Wave => "调查批次",
            Self::Weight => "权重",
            Self::Multi => "多选题",
            Self::Open => "开放题",
            Self::Unused => "未使用",
        }
    }

    /// Whether its values are answers on a scale.
    #[must_use]
    pub const fn is_rated(self) -> bool {
        matches!(
            self,
            Self::Item
                | Self::Overall
                | Self::Repurchase
                | Self::Recommend
                | Self::Importance
                | Self::Expectation
                | Self::Functional
                | Self::Dysfunctional
        )
    }

    /// Whether one column at most has it.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(
            self,
            Self::Respondent
                | Self::Overall
                | Self::Repurchase
                | Self::Recommend
                | Self::Wave
                | Self::Weight
        )
    }

    /// The role that a column of this name has, whatever it holds.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let prefixed: [(&[&str], Self); 4] = [
            (&["importance_", "重要性_"], Self::Importance),
            (&["expected_", "期望_"], Self::Expectation),
            (&["without_", "不具备_"], Self::Dysfunctional),
            (&["with_", "具备_"], Self::Functional),
        ];
        let prefix = prefixed.iter().find(|(heads, _)| {
            heads.iter().any(|head| name.len() > head.len() && name.starts_with(head))
        });
        if let Some((_, role)) = prefix {
            return Some(*role);
        }
        let plain: String = name.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let named: [(&[&str], Self); 8] = [
            (
                &[
                    "customer",
                    "customerid",
                    "respondent",
                    "respondentid",
                    "id",
                    "userid",
                    "客户",
                    "客户编号",
                    "受访者",
                    "受访者编号",
                    "答卷编号",
                    "编号",
                    "序号",
                ],
                Self::Respondent,
            ),
            (&["overall", "overallsatisfaction", "总体满意度", "总体满意"], Self::Overall),
            (
                &["repurchase", "buyagain", "再次购买概率", "重复购买概率", "再购概率"],
                Self::Repurchase,
            ),
            (
                &[
                    "recommend",
                    "recommendation",
                    "nps",
                    "wouldrecommend",
                    "推荐",
                    "推荐意愿",
                    "推荐可能性",
                ],
                Self::Recommend,
            ),
            (&["weight", "weights", "权重", "加权"], Self::Weight),
            (
                &[
                    "wave",
                    "month",
                    "date",
                    "quarter",
                    "year",
                    "week",
                    "period",
                    "surveydate",
                    "responsedate",
                    "批次",
                    "波次",
                    "月份",
                    "月",
                    "日期",
                    "季度",
                    "年份",
                    "时间",
                    "提交时间",
                    "答题时间",
                ],
                Self::Wave,
            ),
            (
                &[
                    "comment",
                    "comments",
                    "remark",
                    "remarks",
                    "feedback",
                    "opentext",
                    "verbatim",
                    "意见",
                    "建议",
                    "备注",
                    "评论",
                    "开放题",
                    "其他意见",
                    "意见建议",
                    "意见与建议",
                ],
                Self::Open,
            ),
            (
                &[
                    "segment",
                    "region",
                    "dealer",
                    "group",
                    "gender",
                    "sex",
                    "age",
                    "agegroup",
                    "channel",
                    "city",
                    "branch",
                    "store",
                    "细分",
                    "地区",
                    "区域",
                    "经销商",
                    "性别",
                    "年龄",
                    "年龄段",
                    "门店",
                    "城市",
                    "客户类型",
                    "省份",
                ],
                Self::Segment,
            ),
        ];
        named.iter().find(|(names, _)| names.contains(&plain.as_str())).map(|(_, role)| *role)
    }

    /// What an item's column is named with behind the head that makes it this role:
    /// `importance_price` is of `price`.
    pub(super) fn of_item(name: &str) -> &str {
        name.split_once('_').map_or(name, |(_, item)| item)
    }
}

impl fmt::Display for SurveyRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for SurveyRole {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        Self::ALL.iter().copied().find(|role| role.name() == name.trim()).ok_or_else(|| {
            let all: Vec<&str> = Self::ALL.iter().map(|role| role.name()).collect();
            Error::new(ErrorKind::Argument, "is no role of a column of answers")
                .in_column("role")
                .with_value(format!("{name:?}"))
                .allowing(all.join(", "))
        })
    }
}
