//! An allocator that counts each thread's allocations, and can refuse them.

#![allow(dead_code, reason = "each program takes what it needs")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
    ptr,
};

thread_local! {
    /// Of this thread, so that tests do not count each other's.
    static COUNTS: Cell<Counts> = const { Cell::new(Counts { held: 0, most: 0, bytes: 0, times: 0 }) };

    /// The most bytes that may be held, without small allocations.
    static BOUND: Cell<isize> = const { Cell::new(isize::MAX) };

    /// The number of allocations, without small ones, that succeed before one fails.
    static LEFT: Cell<usize> = const { Cell::new(usize::MAX) };
}

#[derive(Clone, Copy)]
struct Counts {
    held: isize,
    most: isize,
    bytes: usize,
    times: usize,
}

/// What was allocated while something ran.
pub struct Allocated {
    /// The most bytes held at once, beyond those held before.
    pub most: usize,
    /// All bytes, including those that were freed.
    pub bytes: usize,
    /// The number of allocations.
    pub times: usize,
}

pub struct Counting;

/// Allocations up to this size are never refused: without memory for them, the process ends.
const SMALL: usize = 1_024;

fn is_refused(bytes: usize) -> bool {
    if bytes <= SMALL {
        return false;
    }
    let left = LEFT.try_with(|left| left.replace(left.get().wrapping_sub(1))).unwrap_or(usize::MAX);
    if left == 0 {
        let _ = LEFT.try_with(|left| left.set(usize::MAX));
        return true;
    }
    let held = COUNTS.try_with(|counts| counts.get().held).unwrap_or(0);
    BOUND.try_with(|bound| held.saturating_add_unsigned(bytes) > bound.get()).unwrap_or(false)
}

fn count(bytes: isize) {
    let _ = COUNTS.try_with(|counts| {
        let Counts { held, most, bytes: all, times } = counts.get();
        let held = held + bytes;
        let times = times + usize::from(bytes > 0);
        let bytes = all + bytes.max(0).unsigned_abs();
        counts.set(Counts { held, most: most.max(held), bytes, times });
    });
}

// SAFETY: all is left to the system's allocator; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if is_refused(layout.size()) {
            return ptr::null_mut();
        }
        count(layout.size().cast_signed());
        // SAFETY: the caller's promises are the same.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        count(-layout.size().cast_signed());
        // SAFETY: the caller's promises are the same.
        unsafe { System.dealloc(memory, layout) }
    }
}

pub fn counted(run: impl FnOnce()) -> Allocated {
    let before = COUNTS.get();
    COUNTS.set(Counts { most: before.held, ..before });
    run();
    let after = COUNTS.get();
    Allocated {
        most: (after.most - before.held).max(0).unsigned_abs(),
        bytes: after.bytes - before.bytes,
        times: after.times - before.times,
    }
}

/// Runs with at most so many bytes beyond those held before, without small allocations.
pub fn bounded<T>(bytes: usize, run: impl FnOnce() -> T) -> T {
    BOUND.set(COUNTS.get().held.saturating_add_unsigned(bytes));
    let result = run();
    BOUND.set(isize::MAX);
    result
}

/// Runs with the n-th allocation that is not small failing, counted from 0.
pub fn failing<T>(nth: usize, run: impl FnOnce() -> T) -> T {
    LEFT.set(nth);
    let result = run();
    LEFT.set(usize::MAX);
    result
}
