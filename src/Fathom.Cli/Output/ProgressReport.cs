using System.Globalization;
using System.Text;

namespace Fathom.Cli.Output;

/// <summary>
/// Progress of long work on standard error: a bar that redraws itself on a terminal, a plain line at each tenth elsewhere.
/// </summary>
public sealed class ProgressReport(string title, TextWriter output, bool terminal) : IDisposable
{
    private const int BarWidth = 30;
    private readonly Lock gate = new();
    private int lastTenth = -1;
    private string lastText = "";

    /// <summary>A report on standard error.</summary>
    public static ProgressReport Start(string title) => new(title, Console.Error, !Console.IsErrorRedirected);

    /// <summary>Says how far the work is.</summary>
    /// <param name="done">Units done.</param>
    /// <param name="total">Units in all; 0 where not known yet.</param>
    /// <param name="remark">A short remark behind the numbers.</param>
    public void Report(long done, long total, string remark = "")
    {
        double fraction = total > 0 ? Math.Clamp(done / (double)total, 0, 1) : 0;
        lock (gate)
        {
            if (terminal)
            {
                Redraw(fraction, done, total, remark);
            }
            else if ((int)(fraction * 10) > lastTenth)
            {
                lastTenth = (int)(fraction * 10);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{title}: {done}/{total} {remark}").TrimEnd());
            }
        }
    }

    /// <summary>Ends the line of a bar.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (terminal && lastText.Length > 0)
            {
                output.WriteLine();
                lastText = "";
            }
        }
    }

    private void Redraw(double fraction, long done, long total, string remark)
    {
        int full = (int)(fraction * BarWidth);
        var text = new StringBuilder();
        text.Append(title).Append(' ').Append('█', full).Append('░', BarWidth - full)
            .Append(CultureInfo.InvariantCulture, $" {fraction:P0} {done}/{total} {remark}");
        string now = text.ToString();
        if (now != lastText)
        {
            output.Write('\r' + now.PadRight(lastText.Length));
            lastText = now;
        }
    }
}
