//! What many measurements of one thing come to.

use serde::Serialize;

/// Seconds, and how far apart they are.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    pub minimum: f64,
    pub median: f64,
    /// The distance between the quartiles as a part of the median: half of the measurements lie within it.
    pub spread: f64,
    /// Every measurement, in the order in which they were made.
    pub times: Vec<f64>,
}

impl Figures {
    /// `None`: there are no measurements.
    pub fn of(times: &[f64]) -> Option<Figures> {
        let mut sorted = times.to_vec();
        sorted.sort_by(f64::total_cmp);
        let median = quantile(&sorted, 0.5)?;
        let between = quantile(&sorted, 0.75)? - quantile(&sorted, 0.25)?;
        Some(Figures {
            minimum: *sorted.first()?,
            median,
            spread: if median > 0.0 { between / median } else { 0.0 },
            times: times.to_vec(),
        })
    }
}

/// Between two measurements, in proportion.
fn quantile(sorted: &[f64], part: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = part * last as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    Some(below + (above - below) * place.fract())
}

/// The mean of ratios. `None`: there are none.
pub fn geometric_mean(ratios: &[f64]) -> Option<f64> {
    if ratios.is_empty() {
        return None;
    }
    let sum: f64 = ratios.iter().map(|ratio| ratio.ln()).sum();
    Some((sum / ratios.len() as f64).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_books() {
        let figures = Figures::of(&[5.0, 1.0, 3.0, 2.0, 4.0]).expect("some");
        assert_eq!((figures.minimum, figures.median), (1.0, 3.0));
        assert!((figures.spread - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(figures.times[0], 5.0);
        assert_eq!(Figures::of(&[2.0, 4.0]).map(|figures| figures.median), Some(3.0));
        assert_eq!(Figures::of(&[]), None);
        let mean = geometric_mean(&[2.0, 8.0]).expect("some");
        assert!((mean - 4.0).abs() < 1e-12);
        assert_eq!(geometric_mean(&[]), None);
    }
}
