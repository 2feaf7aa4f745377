package org.signet.edge.ldap;

import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.signet.ca.directory.Entry;
import org.signet.edge.ldap.Node.Selection;
import org.signet.edge.ldap.Operations.Services;
import org.signet.model.EmailAddress;
import org.signet.model.Outcome;

/**
 * One search (RFC 4511 §4.5). Who has not bound asks for whole addresses; that somebody is not known, not listed, or has no certificate to
 * encrypt to looks the same.
 */
final class Searching {
    /** Entries of one answer, and of all pages of one search. */
    private static final int MAX_ENTRIES = 500;

    private static final int MAX_ANONYMOUS = 20;
    private static final int MAX_SECONDS = 10;

    private final Services services;
    private final Session session;

    Searching(Services services, Session session) {
        this.services = services;
        this.session = session;
    }

    /** A search that ends without all that was asked for. */
    private static final class Ended extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ResultCode code;

        Ended(ResultCode code, String sentence) {
            super(sentence, null, false, false);
            this.code = code;
        }
    }

    /** Somebody whom the filter may mean, and the texts by whose words he was found. */
    private record Found(Entry entry, Set<String> words) {}

    void answer(int id, SearchRequestProtocolOp search, List<Control> controls, Consumer<LDAPMessage> out) {
        ResultCode code = ResultCode.SUCCESS;
        String sentence = null;
        Control[] answered = {};
        try {
            Optional<Paging> paging = Paging.of(controls);
            List<Node> nodes = new ArrayList<>();
            Optional<Ended> ended = collect(search, nodes);
            int from = paging.map(Paging::from).orElse(0);
            int most = limit(search);
            int to = Math.min(
                    nodes.size(), paging.map(page -> from + page.size()).orElse(most));
            Selection selection = Selection.of(search.getAttributes(), search.typesOnly());
            for (Node node : nodes.subList(Math.min(from, to), to)) {
                out.accept(new LDAPMessage(id, node.told(selection)));
            }
            if (paging.isPresent()) {
                boolean more = paging.get().size() > 0 && to < nodes.size();
                answered = new Control[] {paging.get().answer(more)};
            }
            if (ended.isPresent()) {
                throw ended.get();
            }
            if (nodes.size() > most && paging.isEmpty()) {
                throw new Ended(ResultCode.SIZE_LIMIT_EXCEEDED, "There are more; ask for less.");
            }
        } catch (Ended e) {
            code = e.code;
            sentence = e.getMessage();
        } catch (LDAPException e) {
            code = ResultCode.PROTOCOL_ERROR;
            sentence = "The control for pages is not what RFC 2696 says.";
        }
        out.accept(
                new LDAPMessage(id, new SearchResultDoneProtocolOp(code.intValue(), null, sentence, null), answered));
    }

    private static int limit(SearchRequestProtocolOp search) {
        return search.getSizeLimit() <= 0 ? MAX_ENTRIES : Math.min(search.getSizeLimit(), MAX_ENTRIES);
    }

    /** Adds what is found; what is returned tells why it may not be all. */
    private Optional<Ended> collect(SearchRequestProtocolOp search, List<Node> nodes) throws Ended {
        SearchScope scope = search.getScope();
        DN base = base(search.getBaseDN());
        Tree tree = services.tree();
        Outcome<FilterPlan> plan = FilterPlan.of(search.getFilter());
        if (!plan.isOk()) {
            throw new Ended(ResultCode.ADMIN_LIMIT_EXCEEDED, plan.refusal().detail());
        }
        if (base.isNullDN() && scope.equals(SearchScope.BASE)) {
            return add(nodes, tree.rootDse(), search);
        }
        if (base.equals(SCHEMA)) {
            return add(nodes, tree.schema(), search);
        }
        DN top = base.isNullDN() ? tree.root() : base;
        if (top.equals(tree.root()) || top.equals(tree.people()) || top.equals(tree.partners())) {
            for (Map.Entry<DN, Node> each : tree.frame().entrySet()) {
                if (within(each.getKey(), base, scope)) {
                    add(nodes, each.getValue(), search);
                }
            }
            boolean above = scope.equals(SearchScope.BASE) || scope.equals(SearchScope.ONE) && top.equals(tree.root());
            return above ? Optional.empty() : people(search, plan.orThrow(), top, nodes);
        }
        Entry entry = named(top);
        return scope.equals(SearchScope.BASE) || scope.equals(SearchScope.SUB)
                ? add(nodes, tree.person(entry), search)
                : Optional.empty();
    }

    private static final DN SCHEMA = parsed(Tree.SCHEMA_DN).orElseThrow();

    private static Optional<DN> parsed(String text) {
        try {
            return Optional.of(new DN(text));
        } catch (LDAPException e) {
            return Optional.empty();
        }
    }

    private DN base(String text) throws Ended {
        if (text.equals(services.tree().rootDn())) {
            return services.tree().root();
        }
        return parsed(text)
                .orElseThrow(
                        () -> new Ended(ResultCode.INVALID_DN_SYNTAX, "The base is not a name as RFC 4514 forms it."));
    }

    private boolean within(DN node, DN base, SearchScope scope) {
        if (base.isNullDN()) {
            return !scope.equals(SearchScope.ONE) || node.equals(services.tree().root());
        }
        try {
            return node.matchesBaseAndScope(base, scope);
        } catch (LDAPException e) {
            return false;
        }
    }

    private static Optional<Ended> add(List<Node> nodes, Node node, SearchRequestProtocolOp search) {
        if (new FilterMatch(node, Set.of()).of(search.getFilter())) {
            nodes.add(node);
        }
        return Optional.empty();
    }

    /** The entry of that name, if this client was told it before: ids are counted up, and nobody shall count along. */
    private Entry named(DN dn) throws Ended {
        Tree tree = services.tree();
        boolean below = tree.people().equals(dn.getParent()) || tree.partners().equals(dn.getParent());
        Optional<EmailAddress> address = below && dn.getRDN().hasAttribute("uid")
                ? session.addressOf(dn.getRDN().getAttributeValues()[0])
                : Optional.empty();
        Optional<Entry> entry = address.flatMap(services.directory()::find)
                .filter(found -> parsed(tree.person(found).dn()).equals(Optional.of(dn)));
        return entry.orElseThrow(() -> new Ended(
                ResultCode.NO_SUCH_OBJECT,
                "There is no such entry, or it was not found by a search on this connection before; search below "
                        + tree.rootDn() + "."));
    }

    private Optional<Ended> people(SearchRequestProtocolOp search, FilterPlan plan, DN top, List<Node> nodes)
            throws Ended {
        boolean bound =
                session.bound(services.tokens(), services.clock().millis()).isPresent();
        Optional<Ended> ended = Optional.empty();
        Map<String, Found> found = new LinkedHashMap<>();
        if (plan.everybody()) {
            return Optional.of(new Ended(
                    ResultCode.ADMIN_LIMIT_EXCEEDED,
                    "The people are not listed; search for an address, or bound with a token for a name."));
        }
        try {
            byAddress(plan, bound, deadline(search), found);
            byWords(plan, bound, deadline(search), found);
        } catch (Ended e) {
            ended = Optional.of(e);
        }
        for (Found each : found.values()) {
            boolean partner = each.entry().partner().isPresent();
            Node node = services.tree().person(each.entry());
            if (!top.equals(partner ? services.tree().people() : services.tree().partners())
                    && new FilterMatch(node, each.words()).of(search.getFilter())) {
                nodes.add(node);
                session.told(each.entry());
            }
        }
        return ended;
    }

    private long deadline(SearchRequestProtocolOp search) {
        int seconds = search.getTimeLimit() <= 0 ? MAX_SECONDS : Math.min(search.getTimeLimit(), MAX_SECONDS);
        return services.clock().millis() + seconds * 1000L;
    }

    private void byAddress(FilterPlan plan, boolean bound, long deadline, Map<String, Found> found) throws Ended {
        if (!bound && !services.anonymous() && !plan.addresses().isEmpty()) {
            throw new Ended(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "Bind first, as cn=token with an API token.");
        }
        if (!bound && plan.addresses().size() > MAX_ANONYMOUS) {
            throw new Ended(
                    ResultCode.ADMIN_LIMIT_EXCEEDED,
                    "Without a bind a search has at most " + MAX_ANONYMOUS + " addresses; ask in several.");
        }
        for (EmailAddress address : plan.addresses()) {
            if (!bound && !services.lookups().allows(session.client())) {
                throw new Ended(
                        ResultCode.BUSY, "Too many searches came from your network; try again in a minute, or bind.");
            }
            inTime(deadline);
            services.directory().find(address).ifPresent(entry -> found.put(entry.id(), new Found(entry, Set.of())));
        }
    }

    private void byWords(FilterPlan plan, boolean bound, long deadline, Map<String, Found> found) throws Ended {
        for (String text : plan.words()) {
            if (!bound && FilterPlan.address(text).isEmpty()) {
                throw new Ended(
                        ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                        "Without a bind whole addresses alone are answered; bind as cn=token with an API token.");
            }
            inTime(deadline);
            if (bound) {
                for (Entry entry : services.directory().search(text, MAX_ENTRIES + 1)) {
                    Set<String> words = new LinkedHashSet<>(Set.of(text));
                    found.merge(entry.id(), new Found(entry, words), (before, more) -> {
                        words.addAll(before.words());
                        return more;
                    });
                }
            }
        }
    }

    private void inTime(long deadline) throws Ended {
        if (services.clock().millis() > deadline) {
            throw new Ended(ResultCode.TIME_LIMIT_EXCEEDED, "That took too long; ask for less.");
        }
    }
}
