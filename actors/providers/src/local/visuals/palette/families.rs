//! The moods that a video can have.

use super::Family;

pub const FAMILIES: &[Family] = &[
    Family {
        name: "amber",
        words: "honey bee beer bread cheese autumn egypt desert gold wheat lion history ancient pyramid wood",
        from: (32.0, 0.92, 0.36),
        to: (16.0, 0.84, 0.25),
        accent: (50.0, 1.0, 0.74),
    },
    Family {
        name: "ocean",
        words: "ocean sea water whale fish shark dolphin river rain ice arctic ship titanic swim beach island sky \
            cloud winter snow",
        from: (199.0, 0.90, 0.32),
        to: (222.0, 0.75, 0.22),
        accent: (46.0, 1.0, 0.68),
    },
    Family {
        name: "forest",
        words: "forest tree plant leaf garden nature climate animal jungle farm green tea frog seed vegetable wolf \
            bear",
        from: (150.0, 0.70, 0.26),
        to: (176.0, 0.75, 0.17),
        accent: (66.0, 0.95, 0.68),
    },
    Family {
        name: "finance",
        words: "money bank stock invest investing finance economy inflation tax debt interest saving budget market \
            dollar bitcoin crypto rich fund price business",
        from: (163.0, 0.78, 0.24),
        to: (218.0, 0.62, 0.20),
        accent: (46.0, 0.98, 0.66),
    },
    Family {
        name: "space",
        words: "space star planet moon galaxy universe rocket mars nasa astronaut comet asteroid voyager night sleep \
            dream telescope satellite",
        from: (250.0, 0.62, 0.36),
        to: (262.0, 0.66, 0.19),
        accent: (45.0, 0.98, 0.70),
    },
    Family {
        name: "fire",
        words: "fire volcano lava sun heat war battle dragon chili pepper explosion energy football boxing race \
            marathon olympic sport",
        from: (14.0, 0.84, 0.36),
        to: (346.0, 0.78, 0.25),
        accent: (48.0, 1.0, 0.72),
    },
    Family {
        name: "health",
        words: "health heart doctor medicine vaccine virus body blood exercise vitamin disease hospital brain cancer \
            diet muscle immune",
        from: (342.0, 0.70, 0.36),
        to: (285.0, 0.52, 0.27),
        accent: (40.0, 1.0, 0.76),
    },
    Family {
        name: "tech",
        words: "computer internet ai robot software phone data chip code app technology digital quantum electric \
            battery algorithm web tech",
        from: (220.0, 0.80, 0.38),
        to: (268.0, 0.68, 0.26),
        accent: (178.0, 0.90, 0.68),
    },
    Family {
        name: "berry",
        words: "chocolate cake strawberry love music fashion party dessert coffee wine film art",
        from: (326.0, 0.68, 0.36),
        to: (290.0, 0.60, 0.25),
        accent: (48.0, 1.0, 0.76),
    },
    Family {
        name: "travel",
        words: "travel city train airplane flight japan tokyo paris road mountain hike tourist world country map",
        from: (186.0, 0.82, 0.27),
        to: (232.0, 0.58, 0.30),
        accent: (36.0, 1.0, 0.70),
    },
];
