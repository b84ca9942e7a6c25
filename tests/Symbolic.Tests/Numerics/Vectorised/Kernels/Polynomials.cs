namespace Symbolic.Tests.Numerics.Vectorised.Kernels;

/// <summary>
/// Minimax polynomials, written by generate_kernels.py (Remez's exchange algorithm at 50 digits);
/// change them there. Each is evaluated as two or four interleaved Horner chains.
/// </summary>
internal static class Polynomials
{
    /// <summary>(e^r - 1 - r)/r² for |r| ≤ ln(2)/2.</summary>
    public static T ExpTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 2.762553947193319e-07;
        T odd = 2.511418711981551e-08;
        even = T.Fma(even, u, 2.4801506707596575e-05);
        odd = T.Fma(odd, u, 2.7557229012778926e-06);
        even = T.Fma(even, u, 0.001388888893015397);
        odd = T.Fma(odd, u, 0.0001984126990159201);
        even = T.Fma(even, u, 0.041666666666582135);
        odd = T.Fma(odd, u, 0.008333333333315438);
        even = T.Fma(even, u, 0.5000000000000004);
        odd = T.Fma(odd, u, 0.16666666666666685);
        return T.Fma(odd, t, even);
    }

    /// <summary>(e^r - 1 - r)/r² for |r| ≤ ln(2)/2, one degree more.</summary>
    public static T Expm1Tail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 2.0924495909796397e-09;
        T odd = 2.5108635966325824e-08;
        even = T.Fma(even, u, 2.755724264904722e-07);
        odd = T.Fma(odd, u, 2.755724543857622e-06);
        even = T.Fma(even, u, 2.4801587360552257e-05);
        odd = T.Fma(odd, u, 0.00019841269884804922);
        even = T.Fma(even, u, 0.0013888888888866973);
        odd = T.Fma(odd, u, 0.008333333333322205);
        even = T.Fma(even, u, 0.0416666666666667);
        odd = T.Fma(odd, u, 0.16666666666666677);
        even = T.Fma(even, u, 0.5);
        return T.Fma(odd, t, even);
    }

    /// <summary>(2^r - 1)/r for |r| ≤ 1/2.</summary>
    public static T Exp2Tail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 4.455818153531479e-10;
        T odd = 2.5737813502334896e-11;
        even = T.Fma(even, u, 1.0178057086201513e-07);
        odd = T.Fma(odd, u, 7.054891467810954e-09);
        even = T.Fma(even, u, 1.5252733841560124e-05);
        odd = T.Fma(odd, u, 1.3215486823296218e-06);
        even = T.Fma(even, u, 0.0013333558146406469);
        odd = T.Fma(odd, u, 0.00015403530393354775);
        even = T.Fma(even, u, 0.055504108664821625);
        odd = T.Fma(odd, u, 0.009618129107628487);
        even = T.Fma(even, u, 0.6931471805599453);
        odd = T.Fma(odd, u, 0.24022650695910072);
        return T.Fma(odd, t, even);
    }

    /// <summary>(2·artanh(s)/s - 2)/s² in z = s² for |s| ≤ 1/5.</summary>
    public static T LogTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 0.13181540906769243;
        T odd = 0.13794384116201636;
        even = T.Fma(even, u, 0.18181684316084945);
        odd = T.Fma(odd, u, 0.15390583022743556);
        even = T.Fma(even, u, 0.28571428559628725);
        odd = T.Fma(odd, u, 0.22222223938176022);
        even = T.Fma(even, u, 0.6666666666666663);
        odd = T.Fma(odd, u, 0.4000000000003694);
        return T.Fma(odd, t, even);
    }

    /// <summary>(artanh(s)/s - 1 - s²/3)/s⁴ in z = s² for |s| ≤ 1/5.</summary>
    public static T LogFarTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 0.05627097924863528;
        T odd = 0.0519609513728625;
        even = T.Fma(even, u, 0.058851112750195625);
        odd = T.Fma(odd, u, 0.06666600963410602);
        even = T.Fma(even, u, 0.07692308608796473);
        odd = T.Fma(odd, u, 0.09090909083739998);
        even = T.Fma(even, u, 0.11111111111139176);
        odd = T.Fma(odd, u, 0.14285714285714243);
        even = T.Fma(even, u, 0.2);
        return T.Fma(odd, t, even);
    }

    /// <summary>(sin(x)/x - 1)/x² in z = x² for |x| ≤ π/4.</summary>
    public static T SinTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = -2.5050832335510786e-08;
        T odd = 1.5900692291146367e-10;
        even = T.Fma(even, u, -0.00019841269831578104);
        odd = T.Fma(odd, u, 2.7557314224699445e-06);
        even = T.Fma(even, u, -0.16666666666666646);
        odd = T.Fma(odd, u, 0.008333333333325064);
        return T.Fma(odd, t, even);
    }

    /// <summary>(cos(x) - 1 + x²/2)/x⁴ in z = x² for |x| ≤ π/4.</summary>
    public static T CosTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 2.0875952336623903e-09;
        T odd = -1.1371064551302242e-11;
        even = T.Fma(even, u, 2.4801587295772193e-05);
        odd = T.Fma(odd, u, -2.7557316103450156e-07);
        even = T.Fma(even, u, 0.04166666666666666);
        odd = T.Fma(odd, u, -0.001388888888888452);
        return T.Fma(odd, t, even);
    }

    /// <summary>(tan(x)/x - 1)/x² in z = x² for |x| ≤ π/4.</summary>
    public static T TanTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = -4.2414803890442316e-05;
        T odd = 2.03078939928625e-05;
        even = T.Fma(even, u, -2.0670668097048347e-05);
        odd = T.Fma(odd, u, 8.457002054461836e-05);
        even = T.Fma(even, u, 0.00022469932882612822);
        odd = T.Fma(odd, u, 0.00013213833883443817);
        even = T.Fma(even, u, 0.001454985156854831);
        odd = T.Fma(odd, u, 0.0005942013900440232);
        even = T.Fma(even, u, 0.008863224409642923);
        odd = T.Fma(odd, u, 0.003592247256453923);
        even = T.Fma(even, u, 0.05396825394749413);
        odd = T.Fma(odd, u, 0.021869489181642155);
        even = T.Fma(even, u, 0.3333333333333324);
        odd = T.Fma(odd, u, 0.13333333333362563);
        return T.Fma(odd, t, even);
    }

    /// <summary>(arctan(x)/x - 1)/x² in z = x² for |x| ≤ 1/2.</summary>
    public static T AtanTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = -0.00863050759991414;
        T odd = 0.024090923499794102;
        even = T.Fma(even, u, -0.03743653142226648);
        odd = T.Fma(odd, u, 0.046029587977964796);
        even = T.Fma(even, u, -0.052337239664315624);
        odd = T.Fma(odd, u, 0.05878496504352419);
        even = T.Fma(even, u, -0.06666311604789016);
        odd = T.Fma(odd, u, 0.07692285185157585);
        even = T.Fma(even, u, -0.09090908145574386);
        odd = T.Fma(odd, u, 0.11111111086481584);
        even = T.Fma(even, u, -0.14285714285360213);
        odd = T.Fma(odd, u, 0.19999999999997786);
        even = T.Fma(even, u, -0.3333333333333333);
        return T.Fma(odd, t, even);
    }

    /// <summary>(arcsin(x)/x - 1)/x² in z = x² for |x| ≤ 1/2.</summary>
    public static T AsinTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 0.03156449608171694;
        T odd = -0.019234470905305036;
        even = T.Fma(even, u, 0.02041084344571687);
        odd = T.Fma(odd, u, 0.00426225128907269);
        even = T.Fma(even, u, 0.010626225200644402);
        odd = T.Fma(odd, u, 0.011427791171867149);
        even = T.Fma(even, u, 0.01397709436267594);
        odd = T.Fma(odd, u, 0.017351941912751915);
        even = T.Fma(even, u, 0.022372195371694468);
        odd = T.Fma(odd, u, 0.03038194345716698);
        even = T.Fma(even, u, 0.044642857157635885);
        odd = T.Fma(odd, u, 0.07499999999990387);
        even = T.Fma(even, u, 0.1666666666666668);
        return T.Fma(odd, t, even);
    }

    /// <summary>(sinh(r)/r - 1)/r² in z = r² for |r| ≤ ln(2)/2.</summary>
    public static T SinhTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 2.5107382074645788e-08;
        T odd = 2.7557249304795542e-06;
        even = T.Fma(even, u, 0.00019841269880620084);
        odd = T.Fma(odd, u, 0.008333333333324046);
        even = T.Fma(even, u, 0.16666666666666674);
        return T.Fma(odd, t, even);
    }

    /// <summary>(cosh(r) - 1)/r² in z = r² for |r| ≤ ln(2)/2.</summary>
    public static T CoshTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 2.755724725895708e-07;
        T odd = 2.092295608445927e-09;
        even = T.Fma(even, u, 0.0013888888888868806);
        odd = T.Fma(odd, u, 2.4801587355828933e-05);
        even = T.Fma(even, u, 0.5);
        odd = T.Fma(odd, u, 0.0416666666666667);
        return T.Fma(odd, t, even);
    }

    /// <summary>(tanh(x)/x - 1)/x² in z = x² for |x| ≤ 0.55.</summary>
    public static T TanhTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = -1.9812202843060517e-05;
        T odd = 8.385401332568128e-05;
        even = T.Fma(even, u, -0.00023377535575906883);
        odd = T.Fma(odd, u, 0.0005886078737867242);
        even = T.Fma(even, u, -0.0014555850486500951);
        odd = T.Fma(odd, u, 0.003592099053046085);
        even = T.Fma(even, u, -0.008863233354088035);
        odd = T.Fma(odd, u, 0.021869488436254112);
        even = T.Fma(even, u, -0.053968253965727166);
        odd = T.Fma(odd, u, 0.133333333333305);
        even = T.Fma(even, u, -0.33333333333333326);
        return T.Fma(odd, t, even);
    }

    /// <summary>m^(-1/3) for 3/4 ≤ m ≤ 3/2.</summary>
    public static T CbrtReciprocal<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 0.5508529498679107;
        T odd = -0.08034887449465782;
        even = T.Fma(even, u, 2.4529830725624118);
        odd = T.Fma(odd, u, -1.5774371431031207);
        even = T.Fma(even, u, 1.9625083729939297);
        odd = T.Fma(odd, u, -2.3085592862411404);
        return T.Fma(odd, t, even);
    }

    /// <summary>erf(x)/x - 1 in z = x² for |x| ≤ 1.</summary>
    public static T ErfSmall<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 5.960549022426249e-11;
        T odd = -1.1374882040321118e-09;
        even = T.Fma(even, u, 1.4660311830351191e-08);
        odd = T.Fma(odd, u, -1.6350394104412028e-07);
        even = T.Fma(even, u, 1.6461008322942318e-06);
        odd = T.Fma(odd, u, -1.4925595765916352e-05);
        even = T.Fma(even, u, 0.00012055331132864882);
        odd = T.Fma(odd, u, -0.0008548326981428614);
        even = T.Fma(even, u, 0.005223977624828599);
        odd = T.Fma(odd, u, -0.026866170645077906);
        even = T.Fma(even, u, 0.11283791670954885);
        odd = T.Fma(odd, u, -0.3761263890318375);
        even = T.Fma(even, u, 0.1283791670955126);
        return T.Fma(odd, t, even);
    }

    /// <summary>((Φ(x) - 1/2)/x - 1/√(2π))/x² in z = x² for |x| ≤ 0.75.</summary>
    public static T NormalSmall<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = -4.096365172861409e-08;
        T odd = 2.0113764198915474e-09;
        even = T.Fma(even, u, -9.444611458530584e-06);
        odd = T.Fma(odd, u, 6.658266124032034e-07);
        even = T.Fma(even, u, -0.0011873282146821803);
        odd = T.Fma(odd, u, 0.00011543467949930798);
        even = T.Fma(even, u, -0.06649038006690493);
        odd = T.Fma(odd, u, 0.009973557009999317);
        return T.Fma(odd, t, even);
    }

    public const double ErfcScaled0 = 0.5641895835596622;

    public const double ErfcScaled1 = 1.692568748094746;

    public const double ErfcScaled2 = 4.795611710562083;

    /// <summary>(x + 3)·e^(x²)·erfc(x) in u = 1/(x + 3) for 0.53 ≤ x ≤ 27.4, less its first 3 terms, over t^3.</summary>
    public static T ErfcScaled<T>(T t)
        where T : struct, ILanes<T>
    {
        T t2 = t * t;
        T t4 = t2 * t2;
        T p0 = 113837601.60504463;
        T p1 = -40499626.41245517;
        T p2 = 96256124.42679952;
        T p3 = -139835468.6202839;
        p0 = T.Fma(p0, t4, 8245488.891850986);
        p1 = T.Fma(p1, t4, -38920863.6861765);
        p2 = T.Fma(p2, t4, -509854.4725264811);
        p3 = T.Fma(p3, t4, -105149.19951876946);
        p0 = T.Fma(p0, t4, -50584.567529903616);
        p1 = T.Fma(p1, t4, 208111.7081957045);
        p2 = T.Fma(p2, t4, -1421.7898584161157);
        p3 = T.Fma(p3, t4, 6129.6590365881375);
        p0 = T.Fma(p0, t4, 164.99213048350182);
        p1 = T.Fma(p1, t4, 173.4712611728234);
        p2 = T.Fma(p2, t4, 67.26133349135046);
        p3 = T.Fma(p3, t4, 125.02390274951982);
        p0 = T.Fma(p0, t4, 12.694250623526802);
        p1 = T.Fma(p1, t4, 30.889994376758423);
        return T.Fma(T.Fma(p3, t, p2), t2, T.Fma(p1, t, p0));
    }

    /// <summary>e^(x²)·erfc(x) in t = (x - 3)/(x + 3) for 1 ≤ x ≤ 6.1, for 1 - erfc(x).</summary>
    public static T ErfTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = -8.460359341191194e-06;
        T odd = -1.1981891116016861e-05;
        even = T.Fma(even, u, 6.459966411360998e-05);
        odd = T.Fma(odd, u, 4.523048551388649e-05);
        even = T.Fma(even, u, -0.0005971582747489035);
        odd = T.Fma(odd, u, 0.000707728550686944);
        even = T.Fma(even, u, 0.0042691414206586726);
        odd = T.Fma(odd, u, -0.02439249745498902);
        even = T.Fma(even, u, 0.07166583721108556);
        odd = T.Fma(odd, u, -0.15011593655359928);
        even = T.Fma(even, u, 0.2456038017075801);
        odd = T.Fma(odd, u, -0.3262335600428349);
        even = T.Fma(even, u, 0.1790011511814157);
        return T.Fma(odd, t, even);
    }

    /// <summary>(ln Γ(2 + d)/d - (1 - γ))/d for |d| ≤ 1/2.</summary>
    public static T LogGammaNearTwo<T>(T t)
        where T : struct, ILanes<T>
    {
        T t2 = t * t;
        T t4 = t2 * t2;
        T p0 = 2.010094382764556e-07;
        T p1 = -1.3376636562869536e-07;
        T p2 = 6.552464127488929e-08;
        T p3 = -4.307813307506992e-07;
        p0 = T.Fma(p0, t4, 4.374103850783899e-06);
        p1 = T.Fma(p1, t4, -2.044710019448748e-06);
        p2 = T.Fma(p2, t4, 9.588731319696252e-07);
        p3 = T.Fma(p3, t4, -9.438515278790648e-06);
        p0 = T.Fma(p0, t4, 9.945750497155897e-05);
        p1 = T.Fma(p1, t4, -4.492634209993218e-05);
        p2 = T.Fma(p2, t4, 2.0507310590822513e-05);
        p3 = T.Fma(p3, t4, -0.00022315475160493477);
        p0 = T.Fma(p0, t4, 0.002890510330731999);
        p1 = T.Fma(p1, t4, -0.0011927539119534038);
        p2 = T.Fma(p2, t4, 0.0005096695251143906);
        p3 = T.Fma(p3, t4, -0.007385551028669549);
        p0 = T.Fma(p0, t4, 0.3224670334241132);
        p1 = T.Fma(p1, t4, -0.06735230105319812);
        p2 = T.Fma(p2, t4, 0.020580808427784654);
        return T.Fma(T.Fma(p3, t, p2), t2, T.Fma(p1, t, p0));
    }

    /// <summary>(Γ(2 + d) - 1)/d for |d| ≤ 1/2.</summary>
    public static T GammaNearTwo<T>(T t)
        where T : struct, ILanes<T>
    {
        T t2 = t * t;
        T t4 = t2 * t2;
        T p0 = -3.5848283663016803e-06;
        T p1 = 2.5848789286085456e-06;
        T p2 = -1.3349795858945912e-06;
        T p3 = 7.262586013525554e-06;
        p0 = T.Fma(p0, t4, -6.0778888422712445e-05);
        p1 = T.Fma(p1, t4, 3.055461903578703e-05);
        p2 = T.Fma(p2, t4, -1.530781699751003e-05);
        p3 = T.Fma(p3, t4, 0.00012165709917575453);
        p0 = T.Fma(p0, t4, -0.0009195737185373976);
        p1 = T.Fma(p1, t4, 0.0004903901107193942);
        p2 = T.Fma(p2, t4, -0.00024094309796526624);
        p3 = T.Fma(p3, t4, 0.0021039332441409025);
        p0 = T.Fma(p0, t4, -0.00026698206863814337);
        p1 = T.Fma(p1, t4, 0.011154045721167143);
        p2 = T.Fma(p2, t4, -0.0028526458261733927);
        p3 = T.Fma(p3, t4, 0.07424901075347055);
        p0 = T.Fma(p0, t4, 0.42278433509846713);
        p1 = T.Fma(p1, t4, 0.41184033042643986);
        p2 = T.Fma(p2, t4, 0.08157691924708538);
        return T.Fma(T.Fma(p3, t, p2), t2, T.Fma(p1, t, p0));
    }

    /// <summary>x·(ln Γ(x) - (x - 1/2)·ln x + x - ln √(2π)) in z = 1/x² for x ≥ 6.</summary>
    public static T Stirling<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 0.005905957017673989;
        T odd = -0.016495374207727582;
        even = T.Fma(even, u, 0.0008416149638805937);
        odd = T.Fma(odd, u, -0.00190657403203336);
        even = T.Fma(even, u, 0.0007936507905091716);
        odd = T.Fma(odd, u, -0.0005952371664226716);
        even = T.Fma(even, u, 0.08333333333333333);
        odd = T.Fma(odd, u, -0.0027777777777737147);
        return T.Fma(odd, t, even);
    }

    /// <summary>ψ(x)/(x - x₀) in d = x - 13/8 for 1 ≤ x ≤ 9/4, x₀ the root.</summary>
    public static T DigammaNearRoot<T>(T t)
        where T : struct, ILanes<T>
    {
        T t2 = t * t;
        T t4 = t2 * t2;
        T p0 = 7.274455679201342e-06;
        T p1 = -1.6154935479572656e-06;
        T p2 = 2.4833861777881956e-05;
        T p3 = -1.6555975208915696e-05;
        p0 = T.Fma(p0, t4, 0.00017355607423712166);
        p1 = T.Fma(p1, t4, -0.00010524105633306246);
        p2 = T.Fma(p2, t4, 7.910581854795916e-05);
        p3 = T.Fma(p3, t4, -5.147363513804637e-05);
        p0 = T.Fma(p0, t4, 0.001243112626832526);
        p1 = T.Fma(p1, t4, -0.0007645240713001648);
        p2 = T.Fma(p2, t4, 0.000471661566586021);
        p3 = T.Fma(p3, t4, -0.00029074739617843175);
        p0 = T.Fma(p0, t4, 0.008730866188787744);
        p1 = T.Fma(p1, t4, -0.0053557281375608765);
        p2 = T.Fma(p2, t4, 0.003289452038741554);
        p3 = T.Fma(p3, t4, -0.0020218873218426966);
        p0 = T.Fma(p0, t4, 0.06426251743227744);
        p1 = T.Fma(p1, t4, -0.03855782679184604);
        p2 = T.Fma(p2, t4, 0.02338043999843499);
        p3 = T.Fma(p3, t4, -0.014262521481090454);
        p0 = T.Fma(p0, t4, 0.9015925158282158);
        p1 = T.Fma(p1, t4, -0.36977496445741065);
        p2 = T.Fma(p2, t4, 0.19272012460147325);
        p3 = T.Fma(p3, t4, -0.10919698588601862);
        return T.Fma(T.Fma(p3, t, p2), t2, T.Fma(p1, t, p0));
    }

    /// <summary>x²·(ln x - 1/(2x) - ψ(x)) in z = 1/x² for x ≥ 6.</summary>
    public static T DigammaTail<T>(T t)
        where T : struct, ILanes<T>
    {
        T u = t * t;
        T even = 1.2450593353224682;
        T odd = -0.36851470443447115;
        even = T.Fma(even, u, 0.08146609475851979);
        odd = T.Fma(odd, u, -0.02106431566462363);
        even = T.Fma(even, u, 0.007575496619019545);
        odd = T.Fma(odd, u, -0.004166665307520299);
        even = T.Fma(even, u, 0.003968253964685554);
        odd = T.Fma(odd, u, -0.008333333333329718);
        even = T.Fma(even, u, 0.08333333333333333);
        return T.Fma(odd, t, even);
    }
}
