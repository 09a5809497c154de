//! Units after a number.

use super::{number, token::At};

/// As written, one, many. Upper and lower case differ in some.
const UNITS: &[(&str, &str, &str)] = &[
    ("%", "percent", "percent"),
    ("‰", "per mille", "per mille"),
    ("km/h", "kilometer per hour", "kilometers per hour"),
    ("kph", "kilometer per hour", "kilometers per hour"),
    ("mph", "mile per hour", "miles per hour"),
    ("m/s", "meter per second", "meters per second"),
    ("km", "kilometer", "kilometers"),
    ("cm", "centimeter", "centimeters"),
    ("mm", "millimeter", "millimeters"),
    ("nm", "nanometer", "nanometers"),
    ("µm", "micrometer", "micrometers"),
    ("m", "meter", "meters"),
    ("km²", "square kilometer", "square kilometers"),
    ("m²", "square meter", "square meters"),
    ("m³", "cubic meter", "cubic meters"),
    ("ft", "foot", "feet"),
    ("mi", "mile", "miles"),
    ("lb", "pound", "pounds"),
    ("lbs", "pound", "pounds"),
    ("oz", "ounce", "ounces"),
    ("kg", "kilogram", "kilograms"),
    ("g", "gram", "grams"),
    ("mg", "milligram", "milligrams"),
    ("µg", "microgram", "micrograms"),
    ("ml", "milliliter", "milliliters"),
    ("mL", "milliliter", "milliliters"),
    ("L", "liter", "liters"),
    ("°C", "degree Celsius", "degrees Celsius"),
    ("°F", "degree Fahrenheit", "degrees Fahrenheit"),
    ("°", "degree", "degrees"),
    ("ms", "millisecond", "milliseconds"),
    ("µs", "microsecond", "microseconds"),
    ("ns", "nanosecond", "nanoseconds"),
    ("sec", "second", "seconds"),
    ("min", "minute", "minutes"),
    ("hr", "hour", "hours"),
    ("hrs", "hour", "hours"),
    ("Hz", "hertz", "hertz"),
    ("kHz", "kilohertz", "kilohertz"),
    ("MHz", "megahertz", "megahertz"),
    ("GHz", "gigahertz", "gigahertz"),
    ("KB", "kilobyte", "kilobytes"),
    ("kB", "kilobyte", "kilobytes"),
    ("MB", "megabyte", "megabytes"),
    ("GB", "gigabyte", "gigabytes"),
    ("TB", "terabyte", "terabytes"),
    ("PB", "petabyte", "petabytes"),
    ("GiB", "gibibyte", "gibibytes"),
    ("MiB", "mebibyte", "mebibytes"),
    ("Mbps", "megabit per second", "megabits per second"),
    ("Gbps", "gigabit per second", "gigabits per second"),
    ("GB/s", "gigabyte per second", "gigabytes per second"),
    ("MB/s", "megabyte per second", "megabytes per second"),
    ("W", "watt", "watts"),
    ("kW", "kilowatt", "kilowatts"),
    ("MW", "megawatt", "megawatts"),
    ("GW", "gigawatt", "gigawatts"),
    ("kWh", "kilowatt hour", "kilowatt hours"),
    ("mAh", "milliamp hour", "milliamp hours"),
    ("V", "volt", "volts"),
    ("dB", "decibel", "decibels"),
    ("fps", "frame per second", "frames per second"),
    ("rpm", "R P M", "R P M"),
    ("px", "pixel", "pixels"),
    ("cal", "calorie", "calories"),
    ("kcal", "kilocalorie", "kilocalories"),
    ("ppm", "part per million", "parts per million"),
    ("x", "times", "times"),
    ("×", "times", "times"),
    ("k", "thousand", "thousand"),
    ("K", "thousand", "thousand"),
    ("M", "million", "million"),
    ("B", "billion", "billion"),
    ("bn", "billion", "billion"),
    ("T", "trillion", "trillion"),
    ("¢", "cent", "cents"),
    ("€", "euro", "euros"),
    ("£", "pound", "pounds"),
    ("$", "dollar", "dollars"),
];

/// Units that are also words or letters: only right behind the number.
const ATTACHED: &[&str] =
    &["x", "×", "k", "K", "M", "B", "bn", "T", "m", "g", "V", "W", "L", "min", "cal", "sec", "mi", "$", "in", "ms"];

pub(super) fn name(unit: &str, one: bool) -> Option<&'static str> {
    let found = UNITS.iter().find(|(written, ..)| *written == unit);
    found.map(|(_, single, many)| if one { *single } else { *many })
}

/// A unit that stands alone after a number: `5 km/h`.
pub(super) fn say_alone(core: &str, at: At) -> Option<String> {
    if core == "%" {
        return Some("percent".to_owned());
    }
    let before = at.before()?;
    if !before.core.ends_with(|c: char| c.is_ascii_digit()) || before.stop == "." {
        return None;
    }
    let spaced_metre = matches!(core, "m" | "g" | "W" | "V" | "ms" | "L" | "min" | "sec") && !before.core.contains(':');
    if ATTACHED.contains(&core) && !spaced_metre {
        return None;
    }
    name(core, number::is_one(&before.core)).map(str::to_owned)
}

/// Whether a word after a number counts or measures: then four digits are no year.
pub(super) fn is_measure(word: &str) -> bool {
    UNITS.iter().any(|(written, one, many)| word == *written || word == *one || word == *many)
        || matches!(
            word,
            "metres" | "people" | "points" | "steps" | "calories" | "words" | "times" | "cores" | "users" | "years"
        )
}
