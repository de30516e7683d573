//! One window cut into parts, for when it proves too much after all.

use crate::{
    Amounts, Error, ErrorKind, Plan,
    cut::{limits::Limits, scale::SCALE},
};

impl Plan {
    /// Cuts the window of that index into at most `parts`, such that the fullest is as empty as can
    /// be; what was repeated stays in the first. Each part has a row that is new, where the window
    /// has one, so there are no more parts than such rows; a window without rows has no parts. What
    /// counts is what limited the plan; where nothing did, the first measure, or the rows.
    ///
    /// ```
    /// use windrow::{Rows, Spec};
    ///
    /// let rows = Rows::builder().measure("bytes", vec![10_u32, 20, 30, 20, 40]).build()?;
    /// let plan = rows.windows(&Spec::new().max("bytes", 200))?;
    /// let parts = plan.split(0, 2)?;
    /// assert_eq!((parts.start(), parts.end()), (&[0, 3][..], &[3, 5][..]));
    /// # Ok::<(), windrow::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::BadSplit`] for no parts, or a window that is not there;
    /// [`ErrorKind::OutOfMemory`] if there is no memory for them.
    pub fn split(&self, index: usize, parts: usize) -> Result<Plan, Error> {
        let Some(window) = self.get(index).filter(|_| parts > 0) else {
            return Err(ErrorKind::BadSplit { index, windows: self.len(), parts }.into());
        };
        let (start, fresh, end) =
            (window.start as usize, window.fresh as usize, window.end as usize);
        let mut plan = Plan::new(self.rows().clone(), self.limits().clone());
        plan.begins_after(fresh);
        plan.reserve(parts.min(end - fresh))?;
        if window.oversize {
            plan.push(start, end, true); // one row
            return Ok(plan);
        }
        let limits = self.weights()?;
        let cut = |k, emit: &mut dyn FnMut(usize, usize)| {
            self.cut_into(parts, &limits.scaled(k), (start, fresh, end), emit)
        };
        let k = limits.least_scale(SCALE / 2, |k| cut(k, &mut |_, _| {}));
        cut(k, &mut |start, end| _ = plan.push(start, end, false)); // there is room
        Ok(plan)
    }

    /// What a part is weighed by: limits that every window fits.
    fn weights(&self) -> Result<Limits, Error> {
        let rows = self.rows();
        if !self.limits().is_empty() {
            return Ok(self.limits().clone());
        }
        let amounts = match rows.measures().next() {
            Some(measure) => Amounts::new().measure(measure, rows.total(measure)?.max(1)),
            None => Amounts::new().rows(rows.len() as u64),
        };
        Limits::resolve(rows, &amounts)
    }

    /// Cuts into parts that fit, and says whether so many are enough.
    fn cut_into(
        &self,
        mut parts: usize,
        limits: &Limits,
        (start, fresh, end): (usize, usize, usize),
        emit: &mut dyn FnMut(usize, usize),
    ) -> bool {
        let (mut part_start, mut least) = (start, fresh + 1);
        while part_start < end {
            let part_end = limits.reach(self.rows(), part_start, end);
            if part_end < least.min(end) || parts == 0 {
                return false;
            }
            emit(part_start, part_end);
            (part_start, least, parts) = (part_end, part_end + 1, parts - 1);
        }
        true
    }
}
