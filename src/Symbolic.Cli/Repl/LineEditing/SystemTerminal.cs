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
    private readonly Lock _interrupting = new();
    private Action? _interrupt;
    private (int Width, int Height) _size;

    public SystemTerminal(bool colour)
    {
        HasColour = colour;
        _size = (Width, Height);
        Console.TreatControlCAsInput = true;
        if (!OperatingSystem.IsWindows()) _resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => OnResize());
        Write(EnableBracketedPaste);
        new Thread(Read) { IsBackground = true, Name = "keys" }.Start();
    }

    public int Width => Positive(Console.WindowWidth, 80);

    public int Height => Positive(Console.WindowHeight, 24);

    public bool HasColour { get; }

    public bool HasPending => _events.Count > 0;

    /// <summary>A Ctrl-C that came in since the entry ended, faster than this was set, counts as well; what was typed before it is dropped.</summary>
    public Action? Interrupt
    {
        get => _interrupt;
        set
        {
            lock (_interrupting)
            {
                _interrupt = value;
                if (value is null || !_events.Any(IsInterrupt)) return;
                while (_events.TryTake(out var next) && !IsInterrupt(next))
                {
                }
            }

            value();
        }
    }

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

    private static bool IsInterrupt(TerminalEvent next) => next is { Kind: TerminalEventKind.Key, Key.KeyChar: '\u0003' };

    private static bool Waits(int milliseconds)
    {
        for (var waited = 0; ; waited += 2)
        {
            if (Console.KeyAvailable) return true;
            if (waited >= milliseconds) return false;
            Thread.Sleep(2);
        }
    }

    /// <summary>The console learns of the new size by the same signal, perhaps a little later than we do.</summary>
    private void OnResize()
    {
        for (var i = 0; i < 20 && _size == (Width, Height); i++) Thread.Sleep(5);
        _size = (Width, Height);
        _events.Add(new TerminalEvent(TerminalEventKind.Resize));
    }

    private void Read()
    {
        var decoder = new KeyDecoder(ReadKey, Waits);
        while (true)
        {
            var next = decoder.Next();
            Action? interrupt;
            lock (_interrupting)
            {
                interrupt = IsInterrupt(next) ? _interrupt : null;
                if (interrupt is null) _events.Add(next);
            }

            interrupt?.Invoke();
            if (next.Kind == TerminalEventKind.Closed) return;
        }
    }
}
