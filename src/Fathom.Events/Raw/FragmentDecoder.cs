using Fathom.Events.Records;

namespace Fathom.Events.Raw;

/// <summary>Whole fragments to events and section records. Unknown block types are skipped.</summary>
internal static class FragmentDecoder
{
    internal static bool TryDecodeEvent(RawFragment fragment, RawEvent destination)
    {
        var header = fragment.Header;
        destination.Run = header.Run;
        destination.EventNumber = header.Number;
        destination.TriggerTimeNs = header.TimeNs;
        destination.TriggerWord = header.TriggerWord;
        destination.Hits.Clear();
        var walk = new BlockWalk(header, fragment.Blocks);
        var hasHits = false;
        while (walk.MoveNext())
        {
            if (walk.Type != BlockType.TimeCharge)
            {
                continue;
            }

            if (hasHits || !BlockCodec.TryReadTimeCharge(walk.Payload, destination.Hits))
            {
                return false;
            }

            hasHits = true;
        }

        return walk.EndedWell;
    }

    internal static SectionInfo? DecodeEnd(RawFragment fragment)
    {
        var walk = new BlockWalk(fragment.Header, fragment.Blocks);
        SectionInfo? section = null;
        while (walk.MoveNext())
        {
            if (walk.Type == BlockType.Section)
            {
                section = BlockCodec.ReadSection(walk.Payload, fragment.Header.Run, fragment.Header.Number);
            }
        }

        return walk.EndedWell ? section : null;
    }
}
