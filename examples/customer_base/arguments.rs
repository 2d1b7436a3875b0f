//! The command line.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use habitue::report::Language;
use habitue::study::ModelRule;

use crate::reading::Reading;
use crate::survey::Asked;

/// What can be trusted, who matters, who is leaving, what they will bring, what
/// keeping them pays and what to do on Monday: from a file of transactions and,
/// if there is one, a file of survey answers. Without arguments it reads the
/// CDNOW sample.
#[derive(Parser, Debug)]
#[command(name = "customer_base", version)]
pub(crate) struct Arguments {
    /// The file of transactions, and how it is read.
    #[command(flatten)]
    pub(crate) reading: Reading,
    /// Last day that the models on trial may learn from; later days judge them; `none` judges
    /// nothing [default: 1997-09-30 for the CDNOW sample, else about two thirds of the days]
    #[arg(long, value_name = "DATE")]
    pub(crate) calibrate_until: Option<String>,
    /// The model of purchases that the forecasts come from
    #[arg(long, value_enum, value_name = "NAME", default_value_t = Model::Auto)]
    pub(crate) model: Model,
    /// Unit of time: day, week, month, quarter or year
    #[arg(long, value_name = "UNIT", default_value = "week")]
    pub(crate) unit: String,
    /// Horizon of the forecast and of the lifetime value, in units
    /// [default: one year]
    #[arg(long, value_name = "UNITS")]
    pub(crate) horizon: Option<f64>,
    /// Discount rate a year: 0.15 is 15 %
    #[arg(long, value_name = "RATE", default_value_t = 0.15)]
    pub(crate) discount: f64,
    /// Share of the revenue that is margin; with 1, values are revenue, or profit where there is a
    /// column of costs
    #[arg(long, value_name = "SHARE", default_value_t = 1.0)]
    pub(crate) margin: f64,
    /// Survey answers. Beside --transactions: CSV with a column `customer`, items from 1 to 10, and,
    /// if asked, `overall`, `repurchase` and `recommend`. Without --transactions: any file of
    /// answers, of which the page of the survey alone is written [default: a synthetic survey of
    /// the CDNOW sample; none with --transactions]
    #[arg(long, value_name = "FILE")]
    pub(crate) survey: Option<PathBuf>,
    /// What is known of a survey that is read alone.
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Language of the report: en or zh; the page in the other language is written beside it
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    pub(crate) language: Language,
    /// Name of the table of customers in the folder: .csv or .xlsx, or .parquet in a build with --features parquet
    #[arg(long, value_name = "FILE", default_value = "customers.csv")]
    pub(crate) customers: PathBuf,
    /// Folder for the page and the table of customers
    #[arg(long, value_name = "FOLDER", default_value = "out")]
    pub(crate) out: PathBuf,
}

/// The models of purchases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Model {
    /// The sound one that the test and AIC speak for
    Auto,
    /// Nobody leaves
    Nbd,
    /// Customers leave at any moment
    ParetoNbd,
    /// Customers may leave after each repeat purchase
    BgNbd,
    /// Customers may leave after each purchase
    MbgNbd,
    /// As bg-nbd, for purchases that come like clockwork
    BgCnbd,
    /// As mbg-nbd, for purchases that come like clockwork
    MbgCnbd,
    /// Customers are ever more likely to leave
    GgompertzNbd,
}

impl Model {
    /// The rule by which a study chooses.
    pub(crate) fn rule(self) -> ModelRule {
        ModelRule::Kind(match self {
            Self::Auto => return ModelRule::Auto,
            Self::Nbd => habitue::lifetime::Model::NBD,
            Self::ParetoNbd => habitue::lifetime::Model::PARETO_NBD,
            Self::BgNbd => habitue::lifetime::Model::BG_NBD,
            Self::MbgNbd => habitue::lifetime::Model::MBG_NBD,
            Self::BgCnbd => habitue::lifetime::Model::BG_CNBD,
            Self::MbgCnbd => habitue::lifetime::Model::MBG_CNBD,
            Self::GgompertzNbd => habitue::lifetime::Model::GGOMPERTZ_NBD,
        })
    }
}
