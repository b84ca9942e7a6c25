using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Symbolic.Tests.Repl.Terminal;

/// <summary>The built program in a terminal of tmux, on a server of its own: keys in, screens out.</summary>
internal sealed class TmuxSession : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Stillness = TimeSpan.FromMilliseconds(400);

    private readonly string _socket = $"symbolic-test-{Guid.NewGuid():N}";

    public TmuxSession(string stateFolder, int width, int height, string environment = "")
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Symbolic.Cli.dll");
        var command = $"trap : INT; env XDG_STATE_HOME='{stateFolder}' DOTNET_TieredPGO=0 {environment} '{Environment.ProcessPath switch { { } p when Path.GetFileNameWithoutExtension(p) == "dotnet" => p, _ => "dotnet" }}' '{program}'; echo \"left with $?\"; sleep 1000";
        Tmux("new-session", "-d", "-x", Text(width), "-y", Text(height), "sh", "-c", command);
        Tmux("set-option", "-g", "escape-time", "0");
    }

    public void Type(string text) => Tmux("send-keys", "-t", ":", "-l", "--", text);

    public void Press(IEnumerable<string> keys) => Tmux(["send-keys", "-t", ":", .. keys]);

    /// <summary>Pastes as a terminal does that marks what is pasted.</summary>
    public void Paste(string text)
    {
        Tmux("set-buffer", "--", text);
        Tmux("paste-buffer", "-p", "-t", ":");
    }

    public void Resize(int width, int height) => Tmux("resize-window", "-t", ":", "-x", Text(width), "-y", Text(height));

    /// <summary>Ends the program as a crash would: without a word to it.</summary>
    public void Kill() => Tmux("kill-session", "-t", ":");

    /// <summary>The screen once it holds a text.</summary>
    public string WaitFor(string text)
    {
        var watch = Stopwatch.StartNew();
        string screen;
        while (!(screen = Capture()).Contains(text, StringComparison.Ordinal))
        {
            Assert.True(watch.Elapsed < Patience, $"«{text}» never came up. The screen:\n{screen}");
            Thread.Sleep(20);
        }

        return screen;
    }

    /// <summary>The screen once nothing moves any more and it is right, or will not be.</summary>
    /// <param name="styles">Whether with colour codes.</param>
    /// <param name="isRight">Says of a screen whether it is the one to come: on a busy machine the program may rest before it comes to it.</param>
    public string Still(bool styles, Predicate<string> isRight)
    {
        var (screen, since) = (Capture(styles), Stopwatch.StartNew());
        for (var watch = Stopwatch.StartNew(); (since.Elapsed < Stillness || !isRight(screen)) && watch.Elapsed < Patience;)
        {
            Thread.Sleep(20);
            var next = Capture(styles);
            if (next == screen) continue;
            (screen, since) = (next, Stopwatch.StartNew());
        }

        return screen;
    }

    public void Dispose() => Tmux(check: false, "kill-server");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Capture(bool styles = false) => Tmux([.. (string[])["capture-pane", "-p", "-t", ":"], .. styles ? ["-e"] : Array.Empty<string>()]);

    private string Tmux(params string[] arguments) => Tmux(check: true, arguments);

    private string Tmux(bool check, params string[] arguments)
    {
        var start = new ProcessStartInfo("tmux", ["-L", _socket, "-f", "/dev/null", "-u", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            if (check) Assert.True(process.ExitCode == 0, $"tmux {string.Join(' ', arguments)}: {error}");
            return output;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests need tmux, which is not installed: apt-get install tmux.", e);
        }
    }
}
