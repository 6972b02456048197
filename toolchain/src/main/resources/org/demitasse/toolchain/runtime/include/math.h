#ifndef DEMITASSE_MATH_H
#define DEMITASSE_MATH_H

#define NAN (__builtin_nanf(""))
#define INFINITY (__builtin_inff())
#define isnan(x) __builtin_isnan(x)
#define isinf(x) __builtin_isinf(x)
#define isfinite(x) __builtin_isfinite(x)

double fabs(double x);
double sqrt(double x);
double floor(double x);
double ceil(double x);
double trunc(double x);
double rint(double x);
double fmod(double x, double y);
float fmodf(float x, float y);

#endif
