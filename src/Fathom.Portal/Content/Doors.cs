namespace Fathom.Portal.Content;

/// <summary>Lets a bounded number in at a time, and sends the rest away to come again: nobody waits inside.</summary>
/// <param name="most">Places.</param>
internal sealed class Doors(int most)
{
    private int _inside;

    /// <summary>When those who found no place should come again.</summary>
    public static TimeSpan ComeAgain { get; } = TimeSpan.FromSeconds(1);

    /// <summary>True where there was a place, which is to be left again.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= most)
        {
            return true;
        }

        Leave();
        return false;
    }

    /// <summary>Gives the place back.</summary>
    public void Leave() => Interlocked.Decrement(ref _inside);
}
