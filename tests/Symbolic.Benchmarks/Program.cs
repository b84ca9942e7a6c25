using Symbolic.Benchmarks.Accuracy;
if (args is ["--dump", ..]) {
    var random = new Symbolic.Tests.FiniteDifferences.Cases.RandomTerms(ulong.Parse(args[1]));
    bool bad = args[2]=="bad"; var want = args[3].Split(',').Select(int.Parse).ToHashSet();
    for (int k=0;k<=want.Max();k++){ var (f,x,sc)=random.Next(bad); if(!want.Contains(k)) continue;
      var (v,a,b)=f.Exact(x);
      Console.WriteLine($"#{k} x {x:r} scale {sc:g3} f {v:r} err(f)/ (U f) {(f.At(x)-v)/v/1.1e-16:f1} f' {a:g4} f'' {b:g4}");
      var st=Symbolic.FiniteDifferences.FiniteDifference.Derivatives(f.At,x); Console.WriteLine(st.Second); double h=st.Second.Step*64; 
      for(int r=0;r<14;r++,h/=2){ double S=(f.At(x+h)-2*f.At(x)+f.At(x-h))/h/h; var vp=f.Exact(x+h).Value; var vm=f.Exact(x-h).Value;
        Console.WriteLine($"   h {h:e2} S-b {(S-b):e2} *h2/(U f) {(S-b)*h*h/1.1e-16/Math.Abs(v):f1}  eps+ {(f.At(x+h)-vp)/1.1e-16/Math.Abs(v):f1} eps- {(f.At(x-h)-vm)/1.1e-16/Math.Abs(v):f1}");} }
    return 0; }

if (args is ["--accuracy", ..])
{
    int count = args.Length > 1 && int.TryParse(args[1], out int n) ? n : 100_000;
    ulong seed = args.Length > 2 && ulong.TryParse(args[2], out ulong s) ? s : 20;
    bool verbose = args.Contains("--verbose");
    DifferenceAccuracy.Print(Console.Out, count, seed, verbose);
    return 0;
}
Console.Error.WriteLine("usage: Symbolic.Benchmarks --accuracy [random functions, default 100000] [seed] [--verbose]");
return 2;
