using Symbolic.FiniteDifferences;
using Symbolic.Tests.FiniteDifferences.Cases;
Term x = Term.Variable(0);
(string, Term, double)[] cases = [
 ("exp",Term.Exp(x),1),("sin",Term.Sin(x),1),("sin1024pi",Term.Sin(3216.990877275948*x),0),("1e8+sin",1e8+Term.Sin(x),1),
 ("log1e-9",Term.Log(x),1e-9),("x^8 canc",Term.Pow(x-1.0,8),1.01),("tan",Term.Tan(x),1.57),("exp1e8",Term.Exp(1e8*x),0),
 ("sin x/1e-7",Term.Sin(x*1e7),1e-6),("x^3 1e6",Term.Pow(x,3),1e6),("cos small",Term.Cos(1e-6*x),1), ("1/x",1.0/x,1e-3),("tanh",Term.Tanh(x),0.3)];
foreach (var (n,f,p) in cases) {
  var (v,a,b)=f.Exact(p); var (d,s)=FiniteDifference.Derivatives(f.At,p);
  Console.WriteLine($"{n,-12} {d.Value:r} err {Math.Abs(d.Value-a)/Math.Abs(a):e1} bound {d.ErrorBound/Math.Abs(a):e1} {d.Status} | {s.Value:r} err {Math.Abs(s.Value-b)/Math.Abs(b):e1} bound {s.ErrorBound/Math.Abs(b):e1} {s.Status} calls {d.Calls} step {d.Step:e1}");
}
foreach (var (n,f,p) in new (string,Func<double,double>,double)[]{("abs",Math.Abs,0),("max",t=>Math.Max(t,0),1e-9),("abs1e-15",Math.Abs,1e-15),("sqrt0",Math.Sqrt,0),("x^1.5",t=>Math.Pow(t,1.5),0),
  ("abs+sin",t=>Math.Abs(t)+Math.Sin(t),0), ("round corner",t=>Math.Sqrt(t*t+1e-12),0),("log1",t=>t>=1?Math.Log(t):double.NaN,1),("const",t=>3,2),("lin",t=>3*t+1,2),
  ("noise1e-6", t=>Math.Sin(t)+1e-6*Math.Sin(1e9*t*t+1e7*t),1),("sqr",t=>t*t,0),("inf",t=>1/t,0)}) {
  var (d,s)=FiniteDifference.Derivatives(f,p);
  Console.WriteLine($"{n,-12} {d.Value:r} bound {d.ErrorBound:e1} {d.Status} L{d.Left} R{d.Right} noise {d.NoiseLevel:e1} | {s.Value:r} bound {s.ErrorBound:e1} {s.Status} calls {d.Calls} step {d.Step:e1}");
}
var H=FiniteDifference.Hessian(z=>{double q=0;for(int i=0;i+1<z.Length;i++)q+=100*Math.Pow(z[i+1]-z[i]*z[i],2)+Math.Pow(1-z[i],2);return q;},[-1.2,1,-1.2,1,-1.2,1,-1.2,1,-1.2,1]);
Console.WriteLine($"{H[0,0].Value} {H[0,1].Value} {H[0,2].Value} {H[1,2].Value} calls {H.Calls} grad calls {H.Gradient.Components.Sum(c=>c.Calls)}");
