//! Models with covariates as portable bytes.

use super::covariate_model::{CovariateEffect, CovariateModel, CovariateReport, Parts};
use crate::error::Result;
use crate::lifetime::fit::fit_report::FitReport;
use crate::lifetime::kinds::serialization::{
    corrupt, invalid, opened, read_alternatives, read_floats, read_number, read_text,
    report_floats, report_from, sealed, write_alternatives, write_floats, write_text,
};
use crate::lifetime::kinds::stored::AnyModel;
use crate::lifetime::observed::covariates::CovariateRole;

const MAGIC: &[u8; 8] = b"habitue\x1b";
const VERSION: u32 = 1;

impl CovariateModel {
    /// The model as bytes, the same on every machine: base, coefficients with names,
    /// centres and scales, report and covariance, a format version and a checksum.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let parts = &self.parts;
        let mut bytes = Vec::with_capacity(512);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&parts.base.kind().to_le_bytes());
        write_floats(&mut bytes, parts.base.parameters());
        bytes.extend_from_slice(&(parts.effects.len() as u32).to_le_bytes());
        for effect in &parts.effects {
            bytes.extend_from_slice(&(effect.role as u32).to_le_bytes());
            write_text(&mut bytes, &effect.name);
            write_floats(&mut bytes, &[effect.coefficient, effect.center, effect.scale]);
        }
        write_floats(&mut bytes, parts.covariance.as_deref().unwrap_or_default());
        let floats = |report: &CovariateReport| {
            let fit = report_floats(&report.fit);
            let own = [report.penalised, report.effective_parameters];
            let plain = report.plain.as_ref().map(report_floats);
            fit.into_iter().chain(own).chain(plain.into_iter().flatten()).collect::<Vec<f64>>()
        };
        write_floats(&mut bytes, &parts.report.as_ref().map(floats).unwrap_or_default());
        write_text(&mut bytes, &parts.unit);
        write_text(&mut bytes, &parts.provenance);
        write_alternatives(&mut bytes, parts.report.as_ref().map(|report| &report.fit));
        sealed(bytes)
    }

    /// Whether these are such bytes, damaged or not.
    pub(crate) fn wrote(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    /// The model that [`CovariateModel::to_bytes`] wrote.
    ///
    /// # Errors
    /// * `Corrupt`: the bytes are cut, damaged, or not those of a model with
    ///   covariates.
    /// * `FormatVersion`: a newer library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let mut rest = opened(MAGIC, VERSION, bytes)?;
        let form = || corrupt("do not have the form of a model with covariates");
        let kind = read_number(&mut rest).ok_or_else(form)?;
        let parameters = read_floats(&mut rest).ok_or_else(form)?;
        let base = AnyModel::from_kind(kind, &parameters).map_err(invalid)?;
        let mut effects = Vec::new();
        for _ in 0..read_number(&mut rest).ok_or_else(form)? {
            effects.push(effect(&mut rest).ok_or_else(form)?);
        }
        let covariance = read_floats(&mut rest).ok_or_else(form)?;
        let floats = read_floats(&mut rest).ok_or_else(form)?;
        let report = match floats.as_slice() {
            [] => None,
            floats => Some(report(floats).ok_or_else(form)?),
        };
        let unit = read_text(&mut rest).ok_or_else(form)?;
        let provenance = read_text(&mut rest).ok_or_else(form)?;
        let alternatives = read_alternatives(&mut rest).ok_or_else(form)?;
        let report = report.map(|report| CovariateReport {
            fit: FitReport { alternatives, ..report.fit },
            ..report
        });
        let covariance = (!covariance.is_empty()).then_some(covariance);
        Self::try_from(Parts { base, effects, report, covariance, unit, provenance })
            .map_err(invalid)
    }
}

fn effect(rest: &mut &[u8]) -> Option<CovariateEffect> {
    let role = CovariateRole::from_code(i32::try_from(read_number(rest)?).ok()?)?;
    let name = read_text(rest)?;
    let &[coefficient, center, scale] = read_floats(rest)?.as_slice() else { return None };
    Some(CovariateEffect { name, role, coefficient, center, scale })
}

fn report(floats: &[f64]) -> Option<CovariateReport> {
    let (fit, others) = floats.split_at_checked(10)?;
    let (&[penalised, effective_parameters], plain) = others.split_first_chunk::<2>()?;
    let plain = if plain.is_empty() { None } else { Some(report_from(plain)?) };
    Some(CovariateReport { fit: report_from(fit)?, penalised, effective_parameters, plain })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifetime::{
        BgNbd, CovariateOptions, Covariates, FitOptions, Histories, ParetoNbd, StoredModel,
    };

    #[test]
    fn a_fitted_model_survives_and_damage_is_noticed() {
        let effect = CovariateEffect::new(CovariateRole::Attrition, "年龄", -0.25);
        let base = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let model = CovariateModel::new(base, vec![effect]).unwrap().with_unit("week");
        assert_eq!(CovariateModel::from_bytes(&model.to_bytes()).unwrap(), model);
        let x = [0, 0, 2, 2, 7, 1, 0, 3, 0, 1];
        let t_x = [0.0, 0.0, 20.0, 22.0, 30.5, 3.0, 0.0, 11.0, 0.0, 9.0];
        let t = [39.0, 39.0, 39.0, 39.0, 31.0, 30.0, 25.0, 38.0, 20.0, 36.0];
        let u = [3.0, 9.0, 4.0, 4.5, 1.0, 7.0, 6.0, 2.0, 5.0, 3.0];
        let rows = Histories::new(&x, &t_x, &t).unwrap();
        let facts = Covariates::new().with_purchase(&[("u", &u)]).unwrap();
        let chosen = CovariateOptions::default().with_standardised(true);
        let options = FitOptions::default();
        let model = ParetoNbd::fit_with_covariates(&rows, &facts, &chosen, &options).unwrap();
        let bytes = model.to_bytes();
        assert_eq!(CovariateModel::from_bytes(&bytes).unwrap(), model);
        assert!(StoredModel::from_bytes(&bytes).is_err());
        assert!(CovariateModel::from_bytes(&StoredModel::new(base).to_bytes()).is_err());
        for cut in 0..bytes.len() {
            assert!(CovariateModel::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        for bit in 0..8 * bytes.len() {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(CovariateModel::from_bytes(&damaged).is_err(), "bit {bit}");
        }
    }
}
