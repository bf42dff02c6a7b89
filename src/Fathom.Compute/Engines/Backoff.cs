namespace Fathom.Compute.Engines;

/// <summary>Waits longer after each failure in a row, and says a failure once, not at every repeat.</summary>
/// <param name="waitAfter">The wait after so many failures in a row.</param>
/// <param name="say">Receives what is new.</param>
internal sealed class Backoff(Func<int, TimeSpan> waitAfter, TimeProvider time, Action<string> say)
{
    private const int SaidAgainAfter = 20;

    private int failures;
    private long last;
    private string said = "";

    /// <summary>True once the wait after the last failure is over.</summary>
    public bool MayTry => failures == 0 || time.GetElapsedTime(last) >= waitAfter(failures);

    /// <summary>The last failure, while it does not work; else null.</summary>
    public string? Trouble => failures > 0 ? said : null;

    /// <summary>Notes a failure; returns the wait.</summary>
    public TimeSpan Failed(string detail)
    {
        failures++;
        last = time.GetTimestamp();
        if (detail != said || failures % SaidAgainAfter == 0)
        {
            say($"{detail} Next try in {waitAfter(failures).TotalSeconds:0.#} s.");
            said = detail;
        }
        return waitAfter(failures);
    }

    /// <summary>It works.</summary>
    public void Succeeded() => (failures, said) = (0, "");
}
