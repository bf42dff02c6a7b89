using Fathom.Events.Telescope;
using Fathom.Events.Telescope.Display;

namespace Fathom.Portal.Pages.Events;

/// <summary>A reconstructed telescope event of the catalogue.</summary>
/// <param name="Name">Its name.</param>
/// <param name="FileId">Its full event file.</param>
/// <param name="Lfn">Logical name of that file.</param>
/// <param name="Campaign">Campaign that made it.</param>
/// <param name="CreatedUtc">Label of its registration.</param>
public sealed record EventEntry(string Name, long FileId, string Lfn, string? Campaign, string CreatedUtc);

/// <summary>An event with what its page shows.</summary>
/// <param name="Entry">Where it lies in the catalogue.</param>
/// <param name="Display">What is drawn.</param>
/// <param name="Reduced">Its numbers, or null where it was not reduced yet.</param>
/// <param name="ReducedFileId">File of the numbers.</param>
/// <param name="Others">Other reconstructions of the same event.</param>
public sealed record EventDetail(
    EventEntry Entry, EventDisplayModel Display, ReducedEvent? Reduced, long? ReducedFileId, IReadOnlyList<EventEntry> Others);
