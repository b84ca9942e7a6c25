using System.Collections.Concurrent;
using Symbolic.Cli.Output;
using Symbolic.Cli.Repl.LineEditing;

namespace Symbolic.Cli.Repl.Session;

/// <summary>
/// Carries out the checks of printed pages one after another in the background. A badge is written beside its derivative when it is
/// known; one whose line has left the screen by then is dropped.
/// </summary>
internal sealed class PendingBadges(Action ready)
{
    private const string Waiting = "…";

    private readonly BlockingCollection<(Page Page, int Index, ScreenPlace Place)> _work = [];
    private readonly ConcurrentQueue<(ScreenPlace Place, string Text)> _done = new();
    private Thread? _thread;

    /// <summary>Prints a page; its checks begin.</summary>
    public void Print(Screen screen, Page page)
    {
        var text = page.Text;
        for (var i = 0; i < page.Checks.Count; i++)
        {
            var position = text.IndexOf((char)(Page.FirstMark + i), StringComparison.Ordinal);
            if (position < 0) continue;
            var place = screen.PlaceIn(text, position);
            _work.Add((page, i, place));
        }

        for (var i = 0; i < page.Checks.Count; i++) text = text.Replace(((char)(Page.FirstMark + i)).ToString(), page.Format(new Badge(Waiting, Style.Dim)), StringComparison.Ordinal);
        screen.Print(text);
        if (page.Checks.Count == 0 || _thread is not null) return;
        _thread = new Thread(Work) { IsBackground = true, Name = "checks" };
        _thread.Start();
    }

    /// <summary>Writes what has become known.</summary>
    public void Show(Screen screen)
    {
        while (_done.TryDequeue(out var badge)) screen.WriteAt(badge.Place, badge.Text);
    }

    private void Work()
    {
        foreach (var (page, index, place) in _work.GetConsumingEnumerable())
        {
            _done.Enqueue((place, page.Format(page.Checks[index]())));
            ready();
        }
    }
}
