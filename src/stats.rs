//! What a plan costs: how many windows, how much is repeated, how full they are.

use crate::{Error, Plan, Rows, Spec};

/// What a plan costs.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Stats {
    /// The number of windows.
    pub windows: usize,
    /// How many of them are one oversize row.
    pub oversize: usize,
    /// How many rows are repeated, each as often as it is.
    pub repeated_rows: u64,
    /// How much of each measure is repeated, by name.
    pub repeated: Vec<(String, u64)>,
    /// How full the windows are; none where nothing limits how much they hold, or there are none.
    pub fill: Option<Fill>,
}

/// How full windows are: the largest share of a limit that each uses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// That of the emptiest.
    pub min: f64,
    /// That of the middle one, or half-way between the middle two.
    pub median: f64,
    /// That of the fullest: above 1 where a row is oversize.
    pub max: f64,
}

impl Plan {
    /// What this plan costs. `O(w)` for `w` windows.
    #[must_use]
    pub fn stats(&self) -> Stats {
        let repeats = || self.iter().filter(|window| window.start < window.fresh);
        let rows = self.rows();
        let repeated = rows.measures().enumerate().map(|(index, name)| {
            let measure = rows.measure_at(index);
            let sums = repeats().map(|it| measure.sum(it.start as usize, it.fresh as usize));
            (name.to_owned(), sums.sum())
        });
        Stats {
            windows: self.len(),
            oversize: self.oversize().len(),
            repeated_rows: repeats().map(|window| u64::from(window.fresh - window.start)).sum(),
            repeated: repeated.collect(),
            fill: self.fill(),
        }
    }

    fn fill(&self) -> Option<Fill> {
        if self.is_empty() || self.limits().is_empty() {
            return None;
        }
        let fills = self.ranges().map(|(start, end)| self.limits().fill(self.rows(), start, end));
        let mut fills: Vec<f64> = fills.collect();
        let (middle, is_odd) = (fills.len() / 2, fills.len() % 2 == 1);
        let (below, &mut upper, above) = fills.select_nth_unstable_by(middle, f64::total_cmp);
        let lower = below.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        Some(Fill {
            min: below.iter().copied().fold(upper, f64::min),
            median: if is_odd { upper } else { f64::midpoint(lower, upper) },
            max: above.iter().copied().fold(upper, f64::max),
        })
    }
}

impl Rows {
    /// What each of many specs would cost, such as along a slider.
    ///
    /// ```
    /// use windrow::{Rows, Spec};
    ///
    /// let rows = Rows::builder().measure("bytes", vec![100_u32; 1_000]).build()?;
    /// let specs = [1_000, 10_000].map(|max| Spec::new().max("bytes", max).overlap(0.2));
    /// let costs = rows.sweep(&specs)?;
    /// assert_eq!([costs[0].windows, costs[1].windows], [125, 13]);
    /// assert_eq!([costs[0].repeated_rows, costs[1].repeated_rows], [248, 240]);
    /// # Ok::<(), windrow::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Rows::windows`], of the first spec that has one.
    pub fn sweep<'s>(
        &self,
        specs: impl IntoIterator<Item = &'s Spec>,
    ) -> Result<Vec<Stats>, Error> {
        specs.into_iter().map(|spec| Ok(self.windows(spec)?.stats())).collect()
    }
}
