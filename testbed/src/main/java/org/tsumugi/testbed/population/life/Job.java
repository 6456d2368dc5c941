package org.tsumugi.testbed.population.life;

/** An employment and the number it insures under. */
record Job(Employer employer, Policy policy) {}
