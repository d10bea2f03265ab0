//! The loops of `kernels.py` by hand, with checked arithmetic and Python's `//` and `%`: prints name, nanoseconds, result.

use std::hint::black_box;
use std::time::Instant;

fn floor_div(a: i64, b: i64) -> i64 {
    let quotient = a.checked_div(b).expect("no overflow");
    if a % b != 0 && (a < 0) != (b < 0) {
        quotient - 1
    } else {
        quotient
    }
}

fn floor_mod(a: i64, b: i64) -> i64 {
    let rest = a.checked_rem(b).expect("no overflow");
    if rest != 0 && (rest < 0) != (b < 0) {
        rest + b
    } else {
        rest
    }
}

fn add(a: i64, b: i64) -> i64 {
    a.checked_add(b).expect("no overflow")
}

fn mul(a: i64, b: i64) -> i64 {
    a.checked_mul(b).expect("no overflow")
}

fn collatz(limit: i64) -> i64 {
    let mut longest = 0;
    for start in 1..limit {
        let mut n = start;
        let mut steps = 0;
        while n != 1 {
            n = if floor_mod(n, 2) == 0 {
                floor_div(n, 2)
            } else {
                add(mul(3, n), 1)
            };
            steps = add(steps, 1);
        }
        if steps > longest {
            longest = steps;
        }
    }
    longest
}

fn mandelbrot(size: i64) -> i64 {
    let mut total = 0;
    for row in 0..size {
        let ci = 2.0 * row as f64 / size as f64 - 1.0;
        for column in 0..size {
            let cr = 2.0 * column as f64 / size as f64 - 1.5;
            let (mut zr, mut zi) = (0.0, 0.0);
            let mut steps = 0;
            while steps < 50 && zr * zr + zi * zi <= 4.0 {
                (zr, zi) = (zr * zr - zi * zi + cr, 2.0 * zr * zi + ci);
                steps = add(steps, 1);
            }
            total = add(total, steps);
        }
    }
    total
}

fn escape(n: i64) -> i64 {
    let mut count = 0;
    let mut x = 0.3;
    for i in 0..n {
        x = 3.999 * x * (1.0 - x);
        if x > 0.5 {
            count = add(count, floor_mod(i, 7));
        }
    }
    count
}

fn lcg(n: i64) -> i64 {
    let mut x = 12345;
    let mut total = 0;
    for _ in 0..n {
        x = floor_mod(add(mul(x, 1103515245), 12345), 2147483648);
        total = add(total, floor_mod(x, 100));
    }
    total
}

fn main() {
    let kernels: [(&str, fn(i64) -> i64); 4] = [
        ("collatz", collatz),
        ("mandelbrot", mandelbrot),
        ("escape", escape),
        ("lcg", lcg),
    ];
    let arguments: Vec<i64> = std::env::args()
        .skip(1)
        .map(|text| text.parse().expect("a number"))
        .collect();
    for ((name, kernel), argument) in kernels.into_iter().zip(arguments) {
        for _ in 0..5 {
            let started = Instant::now();
            let result = kernel(black_box(argument));
            println!("{name} {} {result}", started.elapsed().as_nanos());
        }
    }
}
