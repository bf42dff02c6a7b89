namespace Fathom.Database.Reading;

/// <summary>Answers that took long are given again for a while: twenty times as long as they took, so that asking takes a twentieth of a
/// core however many ask. Then the old one is given once more while a new one is made beside. Quick answers are never kept.</summary>
/// <param name="time">Clock.</param>
/// <param name="beside">Does what is done beside. Default: on a thread of the pool.</param>
/// <typeparam name="TKey">What is asked.</typeparam>
/// <typeparam name="TAnswer">What is answered.</typeparam>
public sealed class KeptAnswers<TKey, TAnswer>(TimeProvider time, Action<Action>? beside = null)
    where TKey : notnull
{
    /// <summary>An answer that took no longer is made anew each time.</summary>
    public static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(50);

    /// <summary>No answer is older.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromMinutes(1);

    private const int TimesItsCost = 20, MostKept = 1000;
    private readonly Action<Action> _beside = beside ?? (work => Task.Run(work));
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Kept> _kept = [];

    /// <summary>The answer to a question.</summary>
    /// <param name="key">The question.</param>
    /// <param name="ask">Answers it; also on another thread, after this has returned.</param>
    public TAnswer Of(TKey key, Func<TAnswer> ask)
    {
        Kept? kept;
        bool renew = false;
        lock (_gate)
        {
            if (_kept.TryGetValue(key, out kept))
            {
                TimeSpan age = time.GetElapsedTime(kept.At);
                bool isStale = age > kept.Took * TimesItsCost;
                renew = isStale && !kept.IsRenewed;
                kept.IsRenewed |= isStale;
                kept = age > Oldest ? null : kept;
            }
        }

        if (kept is null)
        {
            return Ask(key, ask);
        }

        if (renew)
        {
            _beside(() => Renew(key, ask));
        }

        return kept.Answer;
    }

    private void Renew(TKey key, Func<TAnswer> ask)
    {
        try
        {
            Ask(key, ask);
        }
        catch (Exception)
        {
            // Whoever asks next meets the fault himself.
            lock (_gate)
            {
                _kept.Remove(key);
            }
        }
    }

    private TAnswer Ask(TKey key, Func<TAnswer> ask)
    {
        long began = time.GetTimestamp();
        TAnswer answer = ask();
        TimeSpan took = time.GetElapsedTime(began);
        lock (_gate)
        {
            if (took <= Quick)
            {
                _kept.Remove(key);
            }
            else
            {
                if (_kept.Count >= MostKept)
                {
                    _kept.Clear();
                }

                _kept[key] = new Kept(answer, began, took);
            }
        }

        return answer;
    }

    private sealed class Kept(TAnswer answer, long at, TimeSpan took)
    {
        public TAnswer Answer => answer;

        public long At => at;

        public TimeSpan Took => took;

        public bool IsRenewed { get; set; }
    }
}
