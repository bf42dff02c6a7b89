namespace Fathom.Root.Streamers.Custom;

/// <summary>The streamers of a reader, by class.</summary>
internal sealed class ClassStreamers
{
    private readonly Dictionary<string, ClassStreamer> _byName = [];

    /// <summary>Takes streamers.</summary>
    /// <exception cref="ArgumentException">Two are for the same class.</exception>
    internal ClassStreamers(IEnumerable<ClassStreamer> streamers)
    {
        foreach (ClassStreamer streamer in streamers)
        {
            if (!_byName.TryAdd(StreamerCatalog.Key(streamer.ClassName), streamer))
            {
                throw new ArgumentException($"two streamers for class {streamer.ClassName}", nameof(streamers));
            }
        }
    }

    /// <summary>The streamer of a class; null where it has none.</summary>
    internal ClassStreamer? Find(string className) =>
        _byName.Count > 0 ? _byName.GetValueOrDefault(StreamerCatalog.Key(className)) : null;
}
