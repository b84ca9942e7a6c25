using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace Symbolic.Cli.Repl.LineEditing;

/// <summary>
/// The real terminal. A thread of its own is always waiting for a key, so that nothing typed while a computation runs is echoed in
/// the wrong place, and Ctrl-C reaches the computation.
/// </summary>
internal sealed class SystemTerminal : ITerminal, IDisposable
{
    private const string EnableBracketedPaste = "\e[?2004h";
    private const string DisableBracketedPaste = "\e[?2004l";

    private readonly BlockingCollection<TerminalEvent> _events = [];
    private readonly Stream _output = Console.OpenStandardOutput();
    private readonly PosixSignalRegistration? _resized;
    private readonly Lock _writing = new();

    public SystemTerminal(bool colour)
    {
        HasColour = colour;
        Console.TreatControlCAsInput = true;
        if (!OperatingSystem.IsWindows()) _resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => _events.Add(new TerminalEvent(TerminalEventKind.Resize)));
        Write(EnableBracketedPaste);
        new Thread(Read) { IsBackground = true, Name = "keys" }.Start();
    }

    public int Width => Positive(Console.WindowWidth, 80);

    public int Height => Positive(Console.WindowHeight, 24);

    public bool HasColour { get; }

    public bool HasPending => _events.Count > 0;

    public Action? Interrupt { get; set; }

    /// <summary>Whether keys can be read and the cursor be moved here.</summary>
    public static bool IsAvailable() => !Console.IsInputRedirected && !Console.IsOutputRedirected &&
        Environment.GetEnvironmentVariable("TERM") is var term && (OperatingSystem.IsWindows() || term is not (null or "" or "dumb"));

    public void Write(string text)
    {
        lock (_writing)
        {
            _output.Write(Encoding.UTF8.GetBytes(text));
            _output.Flush();
        }
    }

    public TerminalEvent Next() => _events.Take();

    public void Wake() => _events.Add(new TerminalEvent(TerminalEventKind.Wake));

    public void Dispose()
    {
        Write(DisableBracketedPaste);
        _resized?.Dispose();
        Console.TreatControlCAsInput = false;
    }

    private static int Positive(int value, int standard) => value > 0 ? value : standard;

    private static ConsoleKeyInfo? ReadKey()
    {
        try
        {
            return Console.ReadKey(intercept: true);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            return null; // the terminal is gone
        }
    }

    private static bool Waits(int milliseconds)
    {
        for (var waited = 0; ; waited += 2)
        {
            if (Console.KeyAvailable) return true;
            if (waited >= milliseconds) return false;
            Thread.Sleep(2);
        }
    }

    private void Read()
    {
        var decoder = new KeyDecoder(ReadKey, Waits);
        while (true)
        {
            var next = decoder.Next();
            var isInterrupt = next is { Kind: TerminalEventKind.Key, Key.KeyChar: '\u0003' };
            if (isInterrupt && Interrupt is { } interrupt) interrupt();
            else _events.Add(next);
            if (next.Kind == TerminalEventKind.Closed) return;
        }
    }
}
